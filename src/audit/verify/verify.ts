import { and, eq, inArray, notExists, sql } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { auditCheckpoints, auditCuts, auditEntries, auditHeads } from "#db/schema/index.ts"
import { unchained } from "../chains.ts"
import { entriesInOrder, type Walked } from "../entries.ts"
import { isRoot, type Outside } from "../outside.ts"
import { checkpointFindings, coveredFindings, cutFindings } from "./checkpoints.ts"
import type { Finding, Unknown } from "./findings.ts"
import { type Cut, finish, type Head, type Place, placeAt, step, stepBefore } from "./walk.ts"

export type Report = {
  readonly entries: number
  readonly chains: number
  readonly checkpoints: number
  /** The first of them; `found` says how many there are. */
  readonly findings: readonly Finding[]
  readonly found: number
  readonly unknown: readonly Unknown[]
}

/** Findings that a report keeps: whoever rewrote a million entries is found out by the first. */
const KEPT = 1_000

type Keyed = Pick<Scope, "db" | "keys">

/** Checks the whole trail as it stands at one moment, against a checkpoint that was kept outside if there is one. */
export function verifyTrail({ db, keys }: Keyed, outside?: Outside): Promise<Report> {
  return db.transaction((tx) => verify({ db: tx, keys }, outside), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  })
}

async function verify(scope: Keyed, outside: Outside | undefined): Promise<Report> {
  const findings: Finding[] = []
  let found = 0
  const keep = (finding: Finding) => void (found++ < KEPT && findings.push(finding))
  const unchecked = new Map<string, number>()
  const miss = (keyId: string) => void unchecked.set(keyId, (unchecked.get(keyId) ?? 0) + 1)
  const walking = checkpointFindings(scope, miss)
  let step = await walking.next()
  for (; !step.done; step = await walking.next()) keep(step.value)
  const last = step.value
  const counted = await walkEntries(scope, keep, miss)
  for await (const finding of coveredFindings(scope.db)) keep(finding)
  for await (const finding of cutFindings(scope, miss)) keep(finding)
  for await (const finding of emptyChains(scope.db)) keep(finding)
  for await (const finding of outsideFindings(scope.db, outside)) keep(finding)
  const unknown = [
    ...[...unchecked].map(([keyId, entries]) => ({ code: "key" as const, keyId, entries })),
    ...unknownOf(last.number, outside, counted.notAdopted),
  ]
  return { entries: counted.entries, chains: counted.chains, checkpoints: last.count, findings, found, unknown }
}

function unknownOf(last: number, outside: Outside | undefined, notAdopted: boolean): Unknown[] {
  const old: Unknown[] = notAdopted ? [{ code: "not_adopted" }] : []
  if (last === 0 && !outside) return [...old, { code: "no_checkpoint" }]
  return [...old, outside ? { code: "after", checkpoint: outside.number } : { code: "tail" }]
}

async function walkEntries({ db, keys }: Keyed, keep: (one: Finding) => void, miss: (keyId: string) => void) {
  const [first] = await db.select().from(auditCheckpoints).where(eq(auditCheckpoints.number, 1))
  const state = { entries: 0, chains: 0, notAdopted: false }
  let ends = new Map<string, Ends>()
  let place: Place | undefined
  const end = (done: Place) => {
    state.chains++
    for (const finding of done.chain === unchained ? [] : finish(done, ends.get(done.chain)?.head)) keep(finding)
    if (done.chain === unchained && done.sequence > done.claims && first)
      keep({ code: "unchained_added", chain: unchained, sequence: done.claims + 1 })
    if (done.chain === unchained && !first) state.notAdopted = true
  }
  for await (const batch of entriesInOrder(db)) {
    ends = await endsOf(db, batch, place && ends.get(place.chain))
    for (const entry of batch) {
      if (entry.chain !== place?.chain) {
        if (place) end(place)
        place = placeAt(entry.chain, ends.get(entry.chain)?.cut)
      }
      const steps =
        entry.chain === unchained
          ? stepBefore(keys, place, entry, first?.keyId ?? keys.current)
          : step(keys, place, entry, miss)
      for (const finding of steps) keep(finding)
      state.entries++
    }
  }
  if (place) end(place)
  return state
}

type Ends = { readonly chain: string; readonly head: Head | undefined; readonly cut: Cut | undefined }

/** Heads and cuts of the chains in a batch, and of the one that the last batch ended in. */
async function endsOf(db: Db, batch: readonly Walked[], open: Ends | undefined): Promise<Map<string, Ends>> {
  const chains = [...new Set(batch.map(({ chain }) => chain))]
  if (chains.length === 0) return new Map(open ? [[open.chain, open]] : [])
  const heads = await db.select().from(auditHeads).where(inArray(auditHeads.chain, chains))
  const cuts = await db.select().from(auditCuts).where(inArray(auditCuts.chain, chains))
  const ends = chains.map((chain): [string, Ends] => {
    const [head, cut] = [heads, cuts].map((rows) => rows.find((one) => one.chain === chain)) as [Head, Cut]
    return [chain, { chain, head, cut }]
  })
  return new Map([...(open ? ([[open.chain, open]] as const) : []), ...ends])
}

/** Chains whose head counts entries of which there is not one. */
async function* emptyChains(db: Db): AsyncGenerator<Finding> {
  const some = db.select({ one: sql`1` }).from(auditEntries).where(eq(auditEntries.chain, auditHeads.chain))
  const rows = await db
    .select({ chain: auditHeads.chain })
    .from(auditHeads)
    .leftJoin(auditCuts, eq(auditCuts.chain, auditHeads.chain))
    .where(
      and(
        notExists(some),
        sql`(${auditHeads.count}, ${auditHeads.mac}) is distinct from (coalesce(${auditCuts.sequence}, 0), coalesce(${auditCuts.mac}, ''))`,
      ),
    )
  for (const { chain } of rows) yield { code: "chain_missing", chain }
}

async function* outsideFindings(db: Db, outside: Outside | undefined): AsyncGenerator<Finding> {
  if (!outside) return
  const [here] = await db.select().from(auditCheckpoints).where(eq(auditCheckpoints.number, outside.number))
  if (!here) yield { code: "outside_missing", checkpoint: outside.number }
  else if (!isRoot(here.root, outside.root)) yield { code: "outside_differs", checkpoint: outside.number }
}
