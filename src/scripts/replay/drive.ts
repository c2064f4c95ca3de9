import type { Bundle } from "#competition/ranking/bundle.ts"
import { uuidv7 } from "#lib/uuid.ts"
import { type Client, createClient, expectRedirect } from "./client.ts"

export type Card = { readonly alias: string; readonly code: string }

type Operation = {
  readonly id: string
  readonly kind: "mark"
  readonly entry: string
  readonly slot: string
  readonly value: string
  readonly seenVersion: number
}

type Answered = { readonly results: readonly { readonly code: string }[] }

export type Driven = {
  readonly sent: number
  readonly saved: number
  readonly refused: readonly string[]
  readonly seats: number
  readonly seconds: number
}

/** Every mark and value of the bundle, by the seat that gives it: judges theirs, the scorekeeper the rest. */
export function operationsBySeat(bundle: Bundle, scorekeeper: string): Map<string, Operation[]> {
  const bySeat = new Map<string, Operation[]>()
  const add = (alias: string, entry: string, slot: string, value: string) => {
    const id = uuidv7(new Date(), crypto.getRandomValues(new Uint8Array(10)))
    const operations = bySeat.get(alias) ?? []
    operations.push({ id, kind: "mark", entry, slot, value, seenVersion: 0 })
    bySeat.set(alias, operations)
  }
  for (const { entry, node, judge, value } of bundle.marks) add(judge ?? scorekeeper, entry, node, value)
  for (const { code, values } of bundle.entries)
    for (const [name, value] of Object.entries(values ?? {})) add(scorekeeper, code, `value:${name}`, value)
  return bySeat
}

/** Signs a judge in by the code on the card. */
export async function signInSeat(origin: string, { alias, code }: Card): Promise<Client> {
  const client = createClient(origin)
  expectRedirect(await client.form("/judge/", { code }), `sign in ${alias}`)
  return client
}

/** Lets every seat send its operations at once, each one by one as a judge would, and counts what was acknowledged. */
export async function drive(
  seats: ReadonlyMap<string, Client>,
  bySeat: ReadonlyMap<string, Operation[]>,
  onSaved: (saved: number) => void = () => {},
): Promise<Driven> {
  const began = performance.now()
  const refused: string[] = []
  let saved = 0
  const giveAll = async ([alias, operations]: [string, Operation[]]) => {
    const client = seats.get(alias)
    if (!client) throw new Error(`no card for ${alias}`)
    for (const operation of operations) {
      const answer = await client.json("/judge/operations", { operations: [operation] })
      const code = answer.status === 200 ? (JSON.parse(answer.text) as Answered).results[0]?.code : answer.status
      if (code === "saved") onSaved(++saved)
      else refused.push(`${alias} ${operation.entry}/${operation.slot}: ${code}`)
    }
  }
  await Promise.all([...bySeat].map(giveAll))
  const sent = [...bySeat.values()].reduce((sum, operations) => sum + operations.length, 0)
  return { sent, saved, refused, seats: bySeat.size, seconds: (performance.now() - began) / 1000 }
}

/** Signs every sheet, and then the set as head judge. */
export async function signAll(seats: ReadonlyMap<string, Client>, head: string): Promise<void> {
  for (const [alias, client] of seats)
    if (alias !== head) expectRedirect(await client.form("/judge/sheet/signature", {}), `sign the sheet of ${alias}`)
  const chief = seats.get(head)
  if (!chief) throw new Error("no head judge")
  expectRedirect(await chief.form("/judge/progress/signature", {}), "sign the set")
}
