import type { KeyedRow } from "#db/schema/index.ts"

/** Whom a notice of a result lists: those who won a prize, or everybody who has a place. */
export const audiences = ["prizes", "places"] as const
export type Audience = (typeof audiences)[number]

type Placed = {
  readonly entryId: number
  readonly name: string
  readonly unitName: string
  readonly place: number | null
  readonly tied: boolean
  readonly prize: string | null
}
type Titles = Readonly<Record<string, { readonly zh: string }>>

const placeWords = ({ place, tied }: Placed): string => (place === null ? "" : `${tied ? "并列" : ""}第${place}名`)

/** The lines of a notice in the order of the result, under names and units as they were published. */
export const noticeRows = (placings: readonly Placed[], whom: Audience, prizes: Titles): KeyedRow[] =>
  placings
    .filter(({ prize, place }) => (whom === "prizes" ? prize : place) !== null)
    .map((one) => ({
      ...{ key: `${one.entryId}`, name: one.name, unit: one.unitName, post: "" },
      ...{ award: one.prize === null ? "" : (prizes[one.prize]?.zh ?? one.prize), note: placeWords(one) },
    }))

/** The notices of an event, as the notices know what they are about. */
export const subjectOf = (eventId: number) => ({ kind: "event", id: `${eventId}` })

/** What the notice of a version is called under its event; one that was taken down may be put up again, `v2#2`. */
export const noticeName = (version: number, count: number): string => `v${version}${count > 1 ? `#${count}` : ""}`

/** The version of the result that a notice shows. */
export const versionOf = (name: string): number => Number(/^v(\d+)/.exec(name)?.[1] ?? 0)
