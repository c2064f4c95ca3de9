import { type SignatureVerdict, signatureVerdicts } from "#db/words.ts"

type Typed = Readonly<Record<string, string | readonly string[]>>
type Asked = { readonly id: number; readonly version: number; readonly isAsked: boolean }

export type Answer = {
  readonly id: number
  readonly verdict: SignatureVerdict | null
  readonly words: string
  /** Key of a ground of the veto list, and the day of the event; empty where none is named. */
  readonly ground: string
  readonly eventDay: string
  readonly version: number
}

/** Longest statement of a department about one nominee, in characters. */
export const wordsLimit = 500

const one = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === "string" ? value : ""
}

/** What was filled in for each nominee who is still asked about; what was not sent at all is left alone. */
export const answersOf = (typed: Typed, nominees: readonly Asked[]): Answer[] =>
  nominees
    .filter(({ id, isAsked }) => isAsked && typed[`version_${id}`] !== undefined)
    .map(({ id }) => ({
      id,
      verdict: signatureVerdicts.find((verdict) => verdict === one(typed, `verdict_${id}`)) ?? null,
      words: [...one(typed, `words_${id}`).replaceAll("\0", "").trim()].slice(0, wordsLimit + 1).join(""),
      ground: /^[a-z][a-z0-9_]{0,39}$/.exec(one(typed, `ground_${id}`))?.[0] ?? "",
      eventDay: one(typed, `event_${id}`).trim().slice(0, 10),
      version: /^\d{1,9}$/.test(one(typed, `version_${id}`)) ? Number(one(typed, `version_${id}`)) : 0,
    }))

/** The first nominee whose words are too long. */
export const tooLong = (answers: readonly Answer[]): Answer | undefined =>
  answers.find(({ words }) => [...words].length > wordsLimit)
