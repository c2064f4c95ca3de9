const MOST = 60
const LONGEST_POINTER = 1_000
// Line ends, other controls, and marks that turn the reading direction would let a bundle forge lines of the report.
const UNSAFE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g
const CODE_LIKE = /^[\w.-]{1,64}$/
const PLAIN_SEGMENT = /^[^\p{C}\p{Zl}\p{Zp}]{0,64}$/u

const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`

/** The first 60 characters of a text, the last of them an ellipsis where something is cut. */
export function cut(text: string): string {
  if (text.length <= MOST) return text
  const start = Array.from(text.slice(0, 2 * MOST))
  return start.length > MOST ? `${start.slice(0, MOST - 1).join("")}…` : start.join("")
}

/** A value as a problem quotes it: at most 60 characters of a text, in one line; the kind of anything larger. */
export function quote(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(cut(value)).replace(UNSAFE, escaped)
  if (Array.isArray(value)) return "a list"
  if (typeof value === "object" && value !== null) return "an object"
  return cut(String(value))
}

/**
 * The pointer to a member (RFC 6901). A name that is too long or not plain stays out of it, and so does everything
 * past 1,000 characters: the pointer then names the object around, which keeps every problem on one short line.
 */
export function child(at: string, name: string): string {
  if (CODE_LIKE.test(name) && at.length < LONGEST_POINTER / 2) return `${at}/${name}`
  if (!PLAIN_SEGMENT.test(name)) return at
  const pointer = `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`
  return pointer.length > LONGEST_POINTER ? at : pointer
}
