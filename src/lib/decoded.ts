/** A part of an address in plain text; nothing where a `%` in it is followed by no character. */
export function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
