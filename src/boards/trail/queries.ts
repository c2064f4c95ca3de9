import { and, asc, count, desc, eq, exists, gte, lt, not, type SQL, sql } from "drizzle-orm"
import { mayReadTrail } from "#accounts/permissions.ts"
import { canonical } from "#audit/canonical.ts"
import { unchained } from "#audit/chains.ts"
import { entriesSince, latestCheckpoint } from "#audit/checkpoints.ts"
import { entryById } from "#audit/entries.ts"
import { holds } from "#audit/verify/walk.ts"
import type { Db, Scope } from "#db/db.ts"
import { accounts, auditCuts, auditEntries, auditHeads, decodings, entries, people } from "#db/schema/index.ts"
import { startOfDay } from "#lib/dates.ts"
import type { TrailFilter } from "./filter.ts"
import { type Label, labels, mayOpen } from "./names/queries.ts"

type Row = typeof auditEntries.$inferSelect

/** An entry with the names that its sentence needs; `href` where the reader may open what it is about. */
export type TrailLine = Omit<Row, "subjectId"> & {
  readonly actorName: string | undefined
  /** Absent where it would tell whose an entry is that judges know by its code alone. */
  readonly subjectId: number | undefined
  readonly label: Label | undefined
  readonly href: string
}

const day = 86_400_000

/** A judge's act on an entry whose codes have not been opened: whose entry it is must not follow from its number. */
const blind = (db: Db) =>
  and(
    eq(auditEntries.subjectKind, "entry"),
    eq(auditEntries.actorKind, "seat"),
    not(
      exists(
        db
          .select({ one: sql`1` })
          .from(decodings)
          .innerJoin(entries, eq(entries.eventId, decodings.eventId))
          .where(eq(entries.id, auditEntries.subjectId)),
      ),
    ),
  ) as SQL

function wanted(db: Db, { from, until, who, action, kind, id, request }: TrailFilter): SQL | undefined {
  const [actorKind = "", actorId] = who.split(":")
  return and(
    from ? gte(auditEntries.at, startOfDay(from)) : undefined,
    until ? lt(auditEntries.at, new Date(startOfDay(until).getTime() + day)) : undefined,
    actorKind ? eq(auditEntries.actorKind, actorKind) : undefined,
    actorId ? eq(auditEntries.actorId, Number(actorId)) : undefined,
    action ? eq(auditEntries.action, action) : undefined,
    kind ? eq(auditEntries.subjectKind, kind) : undefined,
    id ? eq(auditEntries.subjectId, Number(id)) : undefined,
    id ? not(blind(db)) : undefined,
    request ? eq(auditEntries.requestId, request) : undefined,
  )
}

export async function countTrail({ db }: Scope, filter: TrailFilter): Promise<number> {
  const [total] = await db.select({ count: count() }).from(auditEntries).where(wanted(db, filter))
  return total?.count ?? 0
}

/** Entries of the trail, newest first, some at a time, with the names of their sentences. */
export async function listTrail(scope: Scope, filter: TrailFilter, page: { size: number; offset: number }) {
  const rows = await scope.db
    .select()
    .from(auditEntries)
    .where(wanted(scope.db, filter))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(page.size)
    .offset(page.offset)
  return named(scope, rows)
}

/** One entry, and whether it is as it was written (nothing, where it is older than the chains). */
export async function findEntry(scope: Scope, id: number) {
  if (!mayReadTrail(scope.actor)) return undefined
  const [row] = await scope.db.select().from(auditEntries).where(eq(auditEntries.id, id))
  const walked = row && (await entryById(scope.db, id))
  const [line] = row ? await named(scope, [row]) : []
  if (!line || !walked) return undefined
  const whole = walked.chain === unchained ? undefined : holds(scope.keys, canonical(walked), walked.keyId, walked.mac)
  return { line, check: walked.chain === unchained ? "unchained" : whole ? "holds" : "altered" } as const
}

async function named(scope: Scope, rows: readonly Row[]): Promise<TrailLine[]> {
  const actors = new Map<string, string>()
  for (const kind of ["account", "seat"] as const) {
    const ids = rows.flatMap((row) => (row.actorKind === kind && row.actorId !== null ? [row.actorId] : []))
    for (const { id, zh } of await labels(scope.db, kind, ids)) actors.set(`${kind} ${id}`, zh)
  }
  const subjects = new Map<string, Label>()
  for (const kind of new Set(rows.map(({ subjectKind }) => subjectKind))) {
    const ids = rows.flatMap((row) => (row.subjectKind === kind ? [row.subjectId] : []))
    for (const label of await labels(scope.db, kind, ids)) subjects.set(`${kind} ${label.id}`, label)
  }
  return rows.map((row) => {
    const label = subjects.get(`${row.subjectKind} ${row.subjectId}`)
    const hidden = row.subjectKind === "entry" && row.actorKind === "seat" && (label?.blind ?? true)
    const open = label && !hidden && mayOpen(scope, row.subjectKind)
    return {
      ...row,
      actorName: actors.get(`${row.actorKind} ${row.actorId}`),
      subjectId: hidden ? undefined : row.subjectId,
      // An entry's code and its number are never shown side by side before the codes are opened.
      label: row.subjectKind === "entry" && !hidden && label?.blind ? undefined : label,
      href: open ? label.href : "",
    }
  })
}

export const findCheckpoint = async ({ db, actor }: Scope) => (mayReadTrail(actor) ? latestCheckpoint(db) : undefined)

/** The accounts that have done anything, by name. */
export function listActors({ db }: Scope) {
  const acted = db
    .select({ one: sql`1` })
    .from(auditEntries)
    .where(and(eq(auditEntries.actorKind, "account"), eq(auditEntries.actorId, accounts.id)))
  return db
    .select({ id: accounts.id, name: people.name })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(exists(acted))
    .orderBy(asc(people.sortPinyin), asc(accounts.id))
    .limit(500)
}

/** How the chains stand: how much they hold, and what the last checkpoint covers of it. */
export async function trailState({ db }: Scope) {
  const latest = await latestCheckpoint(db)
  const [held] = await db
    .select({ chains: count(), entries: sql<number>`coalesce(sum(${auditHeads.count}), 0)::int` })
    .from(auditHeads)
  const [cut] = await db.select({ entries: sql<number>`coalesce(sum(${auditCuts.sequence}), 0)::int` }).from(auditCuts)
  return {
    latest,
    chains: held?.chains ?? 0,
    entries: held?.entries ?? 0,
    cut: cut?.entries ?? 0,
    since: await entriesSince(db, latest),
  }
}
