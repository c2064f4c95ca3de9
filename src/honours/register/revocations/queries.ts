import { and, asc, count, desc, eq, inArray, isNull, like, or, type SQL, sql } from "drizzle-orm"
import { alias, type PgColumn } from "drizzle-orm/pg-core"
import { holds, mayInUnit, reachOf } from "#accounts/permissions.ts"
import { storedFiles } from "#attachments/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import { honours, registerEntries, registerFiles, revocations, revocationTokens, units } from "#db/schema/index.ts"
import type { RevocationState } from "#db/words.ts"
import type { Page } from "#http/paging.ts"
import type { Actor } from "#lib/actor.ts"
import { searchTerms } from "#lib/search.ts"

export type CaseRow = typeof revocations.$inferSelect

const conferring = alias(units, "conferring")

type Places = { readonly path: string; readonly unitPath: string | null }

/** The path of the unit above one, or nothing above the root. */
const above = (path: string): string => path.replace(/\d+\.$/, "")

/** What the actor may do with cases of an honour conferred at `path` on somebody of `unitPath`. */
export function partsOf(actor: Actor, { path, unitPath }: Places) {
  const keeps = mayInUnit(actor, "register.keep", { path })
  const tier = unitPath === null ? "" : above(unitPath)
  return {
    /** The recommending unit asks for it, or the office. */
    opens: keeps || (unitPath !== null && mayInUnit(actor, "revocations.open", { path: unitPath })),
    /** The opinion is that of the tier above the unit, which ends in the office. */
    advises: keeps || (tier !== "" && mayInUnit(actor, "revocations.advise", { path: tier })),
    decides: keeps,
    reads: mayInUnit(actor, "register.read", { path }),
  }
}

const under = (path: PgColumn, paths: readonly string[]): SQL[] => paths.map((one) => like(path, `${one}%`))

const within = ({ actor }: Scope): SQL =>
  or(
    ...under(conferring.path, reachOf(actor, "register.read")),
    ...under(units.path, reachOf(actor, "revocations.open")),
    ...under(units.path, reachOf(actor, "revocations.advise")),
  ) ?? sql`false`

const placed = (db: Db) =>
  db
    .select({ entry: registerEntries, honour: honours, path: conferring.path, unitPath: units.path })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(conferring, eq(conferring.id, honours.conferringUnitId))
    .leftJoin(units, eq(units.id, registerEntries.unitId))

/** An entry that the actor may ask to have revoked; any other is not found. */
export async function findRevocable(scope: Scope, entryId: number) {
  const [row] = await placed(scope.db).where(eq(registerEntries.id, entryId))
  const parts = row && partsOf(scope.actor, row)
  return row && parts?.opens ? { ...row, parts } : undefined
}

/** Entries in reach by name or unit that stand and have no case. */
export async function listRevocable(scope: Scope, q: string, page: Page) {
  const terms = searchTerms(q)
  if (terms.length === 0) return []
  const running = scope.db.select({ id: revocations.entryId }).from(revocations)
  const mine = or(
    ...under(conferring.path, reachOf(scope.actor, "register.keep")),
    ...under(units.path, reachOf(scope.actor, "revocations.open")),
  )
  return placed(scope.db)
    .where(
      and(
        mine ?? sql`false`,
        isNull(registerEntries.revokedAt),
        sql`${registerEntries.id} not in ${running.where(inArray(revocations.state, ["opened", "advised"]))}`,
        ...terms.map((term) => like(registerEntries.searchKey, `%${term}%`)),
      ),
    )
    .orderBy(desc(registerEntries.decidedOn), asc(registerEntries.sortStroke), asc(registerEntries.id))
    .limit(page.size)
}

const joined = (db: Db) =>
  db
    .select({ one: revocations, entry: registerEntries, honour: honours, path: conferring.path, unitPath: units.path })
    .from(revocations)
    .innerJoin(registerEntries, eq(registerEntries.id, revocations.entryId))
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(conferring, eq(conferring.id, honours.conferringUnitId))
    .leftJoin(units, eq(units.id, registerEntries.unitId))

const inState = (state: RevocationState | undefined) => (state ? eq(revocations.state, state) : undefined)

/** Cases in reach, the newest first. */
export const listCases = (scope: Scope, state: RevocationState | undefined, page: Page) =>
  joined(scope.db)
    .where(and(within(scope), inState(state)))
    .orderBy(desc(revocations.id))
    .limit(page.size)
    .offset(page.offset)

export async function countCases({ db, ...scope }: Scope, state: RevocationState | undefined): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(revocations)
    .innerJoin(registerEntries, eq(registerEntries.id, revocations.entryId))
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(conferring, eq(conferring.id, honours.conferringUnitId))
    .leftJoin(units, eq(units.id, registerEntries.unitId))
    .where(and(within({ db, ...scope }), inState(state)))
  return row?.count ?? 0
}

/** A case that the actor takes part in or reads; any other is not found. */
export async function findCase(scope: Scope, id: number) {
  const [row] = await joined(scope.db).where(eq(revocations.id, id))
  if (!row) return undefined
  const parts = partsOf(scope.actor, row)
  return parts.reads || parts.opens || parts.advises ? { ...row, parts } : undefined
}

/** The cases of an entry, the newest first. */
export const casesOf = ({ db }: Scope, entryId: number) =>
  db.select().from(revocations).where(eq(revocations.entryId, entryId)).orderBy(desc(revocations.id))

export const tokensNoted = ({ db }: Scope, revocationId: number) =>
  db.select().from(revocationTokens).where(eq(revocationTokens.revocationId, revocationId))

/** The papers of a case. */
export async function filesOf(scope: Scope, revocationId: number) {
  const rows = await scope.db
    .select({ fileId: registerFiles.fileId })
    .from(registerFiles)
    .where(eq(registerFiles.revocationId, revocationId))
  return storedFiles(
    scope,
    rows.map(({ fileId }) => fileId),
  )
}

/** Whether cases are anything that the actor has to do with. */
export const hasCases = ({ actor }: Scope): boolean => holds(actor, "register.read") || holds(actor, "revocations.open")
