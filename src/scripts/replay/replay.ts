import { sentence } from "#competition/contests/sentence.ts"
import type { Bundle } from "#competition/ranking/bundle.ts"
import { type ReadBundle, readBundle } from "#competition/ranking/read.ts"
import { tally } from "#competition/ranking/tally.ts"
import { dayOf } from "#lib/dates.ts"
import { changeOf } from "./change.ts"
import { createClient } from "./client.ts"
import { changedMarks, differences, missedPlaces } from "./compare.ts"
import { type Driven, drive, operationsBySeat, signAll, signInSeat } from "./drive.ts"
import { openJudging, publishResult, setUpContest, signInOffice } from "./office.ts"

export type Office = { readonly origin: string; readonly username: string; readonly password: string }
type Asked = {
  readonly name: string
  readonly change?: string | undefined
  readonly official?: Readonly<Record<string, number | null>> | undefined
  /** Told after every mark that was acknowledged, how many there are. */
  readonly onSaved?: (saved: number) => void
}

/** Plays a whole contest over HTTP as officer and judges would; gives the bundle that was exported of it. */
async function play(office: Office, bytes: Uint8Array, sent: Bundle, onSaved: Asked["onSaved"]) {
  const client = createClient(office.origin)
  await signInOffice(client, office.username, office.password)
  const eventId = await setUpContest(client, bytes, `replay-${Date.now().toString(36)}`, dayOf(new Date()))
  const cards = await openJudging(client, eventId)
  const signedIn = cards.map(async (card) => [card.alias, await signInSeat(office.origin, card)] as const)
  const seats = new Map(await Promise.all(signedIn))
  const alias = (prefix: string) => cards.find((card) => card.alias.startsWith(prefix))?.alias ?? ""
  const driven = await drive(seats, operationsBySeat(sent, alias("SK")), onSaved)
  await signAll(seats, alias("HJ"))
  const exported = new TextEncoder().encode(await publishResult(client, eventId))
  return { eventId, driven, exported: bundleOf(readBundle(exported)) }
}

/** Plays a bundle's contest and says whether what comes back is what went in. */
export async function replay(office: Office, bytes: Uint8Array, { name, change, official = {}, onSaved }: Asked) {
  const bundle = bundleOf(readBundle(bytes))
  const { eventId, driven, exported } = await play(office, bytes, change ? changeOf(bundle, change) : bundle, onSaved)
  const returned = tally(exported)
  const missed = missedPlaces(returned, official)
  const changed = [...changedMarks(bundle, exported), ...differences(tally(bundle), returned)]
  const found = [...driven.refused, ...changed, ...missed]
  const places = Object.keys(official).length
  const met = places - missed.length
  return {
    exact: found.length === 0,
    places,
    met,
    eventId,
    driven,
    found,
    words: `${name}: ${words(bundle, driven, met, places)}: ${verdict(found)}`,
  }
}

function words(bundle: Bundle, { saved, sent, seconds, seats }: Driven, met: number, places: number): string {
  const speed = `${Math.round(saved / seconds)} marks/s from ${seats} seats at once`
  const official = places > 0 ? `, ${met}/${places} official places` : ""
  return `${bundle.entries.length} entries, ${saved}/${sent} marks and values saved, ${speed}${official}`
}

const verdict = (found: readonly string[]): string =>
  found.length === 0 ? "exact" : `${found.length} differences\n  ${found.slice(0, 20).join("\n  ")}`

function bundleOf(read: ReadBundle): Bundle {
  if (!read.ok) throw new Error(`the bundle is malformed:\n${read.problems.slice(0, 5).map(sentence).join("\n")}`)
  return read.value
}
