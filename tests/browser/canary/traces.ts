import { createHash } from "node:crypto"
import { gunzipSync, unzipSync } from "fflate"

/** Base64 of a text wherever it stands in a longer one: three alignments, without the signs that neighbours change. */
function inBase64(text: string, encoding: "utf8" | "utf16le"): string[] {
  return [0, 1, 2].map((shift) => {
    const coded = Buffer.from(`${"x".repeat(shift)}${text}`, encoding)
      .toString("base64")
      .replace(/=+$/, "")
    const start = Math.ceil((shift * (encoding === "utf8" ? 1 : 2) * 8) / 6) + (shift > 0 ? 1 : 0)
    return coded.slice(start, -2)
  })
}

const digests = (text: string): string[] =>
  ["md5", "sha1", "sha256"].flatMap((name) => {
    const digest = createHash(name).update(text).digest()
    return [digest.toString("hex"), digest.toString("base64").replace(/=+$/, ""), digest.toString("base64url")]
  })

/** How a number may stand among other bytes without anybody having hidden it on purpose; a bare digest hides nothing. */
export const formsOfNumber = (number: string): string[] => [
  number,
  Buffer.from(number).toString("hex"),
  Buffer.from(number, "utf16le").toString("latin1"),
  ...inBase64(number, "utf8"),
  ...inBase64(number, "utf16le"),
  ...digests(number),
]

const decoded = (text: string): string =>
  text
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16) % 0x110000))
    .replace(/&#(\d+);/g, (_, figures: string) => String.fromCodePoint(Number(figures) % 0x110000))
    .normalize("NFKC")

const bare = (text: string): string => text.replace(/[\s\-‐-―.()+_,/\\|]/gu, "")

/** Which of the numbers stand in a text, in whatever dress. */
export function tracesInText(text: string, numbers: readonly string[]): string[] {
  const plain = decoded(text)
  const views = [text, bare(plain), bare(plain.replace(/<[^>]*>/g, ""))]
  return numbers.filter((number) => formsOfNumber(number).some((form) => views.some((view) => view.includes(form))))
}

/** What a file holds, taken out of its packing. */
export function unpacked(bytes: Uint8Array): Uint8Array[] {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return Object.values(unzipSync(bytes))
  return [bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes]
}

/** The same of bytes. */
export const tracesInBytes = (bytes: Uint8Array, numbers: readonly string[]): string[] =>
  numbers.filter((number) =>
    unpacked(bytes).some((part) => {
      const buffer = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
      if (formsOfNumber(number).some((form) => buffer.includes(form, 0, "latin1"))) return true
      return part.length < 5_000_000 && tracesInText(buffer.toString("utf8"), [number]).length > 0
    }),
  )
