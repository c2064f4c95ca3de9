import type { EventState } from "#db/words.ts"

/** Codes are opened once, after the head judge has signed. */
export const mayDecode = (state: EventState, decoding: unknown): boolean => state === "signed" && !decoding

/** Published is what was decoded; a correction after that is published as soon as it is signed. */
export const mayPublish = (state: EventState, decoding: unknown): boolean =>
  Boolean(decoding) && (state === "signed" || state === "decoded" || state === "published")

/** What was opened or published can go back to judging; what is only signed is reopened by the head judge. */
export const mayReopen = (state: EventState): boolean => state === "decoded" || state === "published"
