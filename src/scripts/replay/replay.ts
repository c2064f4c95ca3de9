import { sentence } from "#competition/contests/sentence.ts"
import type { Bundle } from "#competition/ranking/bundle.ts"
import { type ReadBundle, readBundle } from "#competition/ranking/read.ts"
import { tally } from "#competition/ranking/tally.ts"
import { dayOf } from "#lib/dates.ts"
import { changeOf } from "./change.ts"
import { createClient } from "./client.ts"
import { differences, missedPlaces } from "./compare.ts"
import { drive, operationsBySeat, signAll, signInSeat } from "./drive.ts"
import { openJudging, publishResult, setUpContest, signInOffice } from "./office.ts"

export type Office = { readonly origin: string; readonly username: string; readonly password: string }
type Asked = {
  readonly name: string
  readonly change?: string | undefined
  readonly official?: Readonly<Record<string, number | null>> | undefined
  /** Told after every mark that was acknowledged, how many there are. */
  readonly onSaved?: (saved: number) => void
}

/** Plays a whole contest over HTTP as officer and judges would, and says whether what comes back is what went in. */
export async function replay(office: Office, bytes: Uint8Array, { name, change, official, onSaved }: Asked) {
  const bundle = bundleOf(readBundle(bytes))
  const client = createClient(office.origin)
  await signInOffice(client, office.username, office.password)
  const slug = `replay-${Date.now().toString(36)}`
  const eventId = await setUpContest(client, bytes, slug, dayOf(new Date()))
  const cards = await openJudging(client, eventId)
  const seats = new Map(
    await Promise.all(cards.map(async (card) => [card.alias, await signInSeat(office.origin, card)] as const)),
  )
  const alias = (prefix: string) => cards.find((card) => card.alias.startsWith(prefix))?.alias ?? ""
  const bySeat = operationsBySeat(change ? changeOf(bundle, change) : bundle, alias("SK"))
  const driven = await drive(seats, bySeat, onSaved)
  await signAll(seats, alias("HJ"))
  const returned = tally(bundleOf(readBundle(new TextEncoder().encode(await publishResult(client, eventId)))))
  const found = [...driven.refused, ...differences(tally(bundle), returned), ...missedPlaces(returned, official ?? {})]
  const places = Object.keys(official ?? {}).length
  const met = official ? `, ${places - missedPlaces(returned, official).length}/${places} official places` : ""
  const speed = `${Math.round(driven.saved / driven.seconds)} marks/s from ${bySeat.size} seats at once`
  const counts = `${bundle.entries.length} entries, ${driven.saved}/${driven.sent} marks and values saved, ${speed}${met}`
  const verdict = found.length === 0 ? "exact" : `${found.length} differences\n  ${found.slice(0, 20).join("\n  ")}`
  return { exact: found.length === 0, eventId, driven, found, words: `${name}: ${counts}: ${verdict}` }
}

function bundleOf(read: ReadBundle): Bundle {
  if (!read.ok) throw new Error(`the bundle is malformed:\n${read.problems.slice(0, 5).map(sentence).join("\n")}`)
  return read.value
}
