import type { EventState } from "#db/words.ts"

/** Codes are opened once, after the head judge has signed. */
export const mayDecode = (state: EventState, decoding: unknown): boolean => state === "signed" && !decoding

/** Published is what was decoded; a correction after that is published as soon as it is signed. */
export const mayPublish = (state: EventState, decoding: unknown): boolean =>
  Boolean(decoding) && (state === "signed" || state === "decoded")

/** What was opened or published can go back to judging; what is only signed is reopened by the head judge. */
export const mayReopen = (state: EventState): boolean => state === "decoded" || state === "published"

const stages: readonly EventState[] = ["judging", "signed", "decoded", "published"]

type Version = { readonly visibleFrom: Date }

/** A result that was published for a later hour waits until then. */
export const isWaiting = ({ visibleFrom }: Version, now: Date): boolean => visibleFrom > now

/** From when the public sees what is published now: from the hour that was asked for, never from one that is past. */
export const shownFrom = (asked: Date | null, now: Date): Date => (asked && asked > now ? asked : now)

/** Only the result that stands is put on public notice: none that is being corrected, none that waits for its hour. */
export const mayAnnounce = (state: EventState, newest: Version | undefined, now: Date): boolean =>
  state === "published" && newest !== undefined && !isWaiting(newest, now)

/** How far a result has come; during a correction what was opened and published stays so. */
export function stagesOf(state: EventState, was: { readonly decoded: boolean; readonly published: boolean }) {
  const reached = stages.indexOf(state)
  const done = (name: EventState, index: number) =>
    (index <= reached && name !== "judging") ||
    (name === "judging" && reached > 0) ||
    (name === "decoded" && was.decoded) ||
    (name === "published" && was.published)
  const current = reached < 0 ? undefined : stages.find((name, index) => !done(name, index))
  return stages.map((name, index) => ({
    name,
    state: done(name, index) ? ("done" as const) : name === current ? ("current" as const) : ("todo" as const),
  }))
}
