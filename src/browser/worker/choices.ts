import type { Tablet } from "../outbox/types.ts"

const one = <const L extends readonly string[]>(list: L, asked: string | null): L[number] | undefined =>
  list.find((choice) => choice === asked)

/** What a link chooses (`?lang=en`), as the server's cookies keep it; kept here, too, since no worker sees those. */
export function choicesIn(asked: URLSearchParams): Tablet {
  const lang = one(["zh-CN", "en"], asked.get("lang"))
  const text = one(["normal", "large"], asked.get("text"))
  const theme = one(["light", "dark"], asked.get("theme"))
  return { ...(lang && { lang }), ...(text && { text }), ...(theme && { theme }) }
}
