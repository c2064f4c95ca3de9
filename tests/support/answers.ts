import type { Result } from "#lib/result.ts"

/** What a command came to, where a test goes on only if it was done. */
export const must = async <T>(done: Promise<Result<T>>): Promise<T> => {
  const result = await done
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

/** `ok`, or the code of the refusal. */
export const code = async (done: Promise<Result<unknown>>): Promise<string> => {
  const result = await done
  return result.ok ? "ok" : result.refusal.code
}
