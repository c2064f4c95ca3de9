import { type Client, expectRedirect } from "./client.ts"
import type { Card } from "./drive.ts"

/** Signs an officer in. */
export async function signInOffice(client: Client, username: string, password: string): Promise<void> {
  expectRedirect(await client.form("/sign-in", { username, password, next: "/manage" }), "sign in")
}

/** Sets up an announced contest with one event made from the bundle; gives the event's id. */
export async function setUpContest(client: Client, bundle: Uint8Array, slug: string, today: string): Promise<number> {
  const page = (await client.get("/manage/contests/new")).text
  const host = /<option value="(\d+)"/.exec(page)?.[1]
  if (!host) throw new Error("this account runs no unit that could host a contest")
  const contest = await client.form("/manage/contests/new", {
    titleZh: `重放 ${slug}`,
    titleEn: `Replay ${slug}`,
    slug,
    hostUnitId: host,
    startsOn: today,
    endsOn: today,
    registrationOpensAt: `${today} 00:00`,
    registrationClosesAt: `${today} 00:01`,
  })
  const path = expectRedirect(contest, "make the contest").split("?")[0] as string
  const file = new Blob([new Uint8Array(bundle)], { type: "application/json" })
  const made = expectRedirect(
    await client.upload(`${path}/events/import`, "file", file, "bundle.json"),
    "import the bundle",
  )
  await client.form(`${path}/announcement`, { version: hidden(await text(client, path), "version") })
  return Number(/\/manage\/events\/(\d+)/.exec(made)?.[1])
}

/** Prints the cards of every seat and opens the event for marks. */
export async function openJudging(client: Client, eventId: number): Promise<Card[]> {
  const printed = await client.form(`/manage/events/${eventId}/cards`, {})
  const cards = [...printed.text.matchAll(/data-alias="([^"]+)" data-code="([^"]+)"/g)]
  if (cards.length === 0) throw new Error(`no cards: ${printed.status}`)
  expectRedirect(await client.form(`/manage/events/${eventId}/judging`, {}), "start judging")
  return cards.map(([, alias = "", code = ""]) => ({ alias, code }))
}

/** Opens the codes before the first witness there is, publishes, and gives the exported bundle of version 1. */
export async function publishResult(client: Client, eventId: number): Promise<string> {
  const result = `/manage/events/${eventId}/result`
  const signed = await text(client, result)
  const witness = /<select[^>]*name="witness"[\s\S]*?<option value="(\d+)"/.exec(signed)?.[1] ?? ""
  expectRedirect(
    await client.form(`${result}/decoding`, { version: hidden(signed, "version"), witness }),
    "open the codes",
  )
  const check = await text(client, `${result}/publication`)
  expectRedirect(
    await client.form(`${result}/publication`, { version: hidden(check, "version"), reason: "replay" }),
    "publish",
  )
  return text(client, `${result}/bundle.json?version=1`)
}

async function text(client: Client, path: string): Promise<string> {
  const answer = await client.get(path)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  return answer.text
}

function hidden(page: string, name: string): string {
  const input = page.match(/<input[^>]*>/g)?.find((tag) => tag.includes(`name="${name}"`))
  return /value="([^"]*)"/.exec(input ?? "")?.[1] ?? ""
}
