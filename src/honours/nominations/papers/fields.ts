import { isDay } from "#lib/dates.ts"

/** How a field is typed; what was typed is kept as text, so that nothing is lost that cannot be read yet. */
export type Field = {
  readonly key: string
  readonly kind: "line" | "text" | "day" | "number" | "choice" | "tick"
  /** The most characters as people count them, blanks and line breaks left out; of a number its largest value. */
  readonly most: number
  readonly isRequired: boolean
  readonly choices?: readonly string[]
}

export type Fields = Readonly<Record<string, string>>
/** What keeps a section from being complete; words stand at `nominations.problems.<code>`. */
export type FieldProblem = { readonly field: string; readonly code: string; readonly [fact: string]: unknown }

const segments = new Intl.Segmenter("zh-CN", { granularity: "grapheme" })

/** Characters as people count them (字数): an emoji or a rare character is one; blanks and line breaks are none. */
export const charactersOf = (text: string): number => [...segments.segment(text.replace(/\s/gu, ""))].length

/** What is wrong with what was typed in one field. */
export function fieldProblems({ key, kind, most, isRequired, choices }: Field, typed: string): FieldProblem[] {
  const text = typed.trim()
  if (!text) return isRequired ? [{ field: key, code: "missing" }] : []
  if (kind === "day") return isDay(text) ? [] : [{ field: key, code: "not_a_day" }]
  if (kind === "number")
    return /^\d{1,9}$/.test(text) && Number(text) <= most ? [] : [{ field: key, code: "not_a_count", max: most }]
  if (kind === "choice") return choices?.includes(text) ? [] : [{ field: key, code: "missing" }]
  const count = charactersOf(text)
  return count > most ? [{ field: key, code: "too_many_characters", over: count - most, max: most }] : []
}

/** The most that a field keeps, whatever it says it takes: too long is said, not cut. */
const keptMost = 20_000

/** What of a form belongs to these fields, as it is kept. */
export const keptOf = (fields: readonly Field[], typed: Readonly<Record<string, unknown>>): Fields =>
  Object.fromEntries(
    fields.map(({ key }) => {
      const text = typed[key]
      return [key, typeof text === "string" ? text.replace(/\r\n?/g, "\n").trim().slice(0, keptMost) : ""]
    }),
  )
