/** Letters and figures that nobody mistakes for each other, read aloud or typed with gloves: 30 of them. */
const letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

/** A code of `length` letters from random bytes (one byte a letter at least twice over), in groups of four. */
export function codeFrom(random: Uint8Array, length = 12): string {
  const usable = [...random].filter((byte) => byte < 240)
  if (usable.length < length) throw new Error("too few random bytes for a code")
  const signs = usable.slice(0, length).map((byte) => letters[byte % letters.length])
  return signs.join("").replace(/(.{4})(?=.)/g, "$1-")
}

/** A code as somebody typed it: any case, spaces and dashes, and the letters that are taken for figures. */
export const typedCode = (typed: string): string =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex")
