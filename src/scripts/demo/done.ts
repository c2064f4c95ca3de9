import type { Result } from "#lib/result.ts"

/** The value of a command that the demo knows to be allowed; a refusal is a mistake of the demo. */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the demo was refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
