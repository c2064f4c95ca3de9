import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, like, lt, or, type SQL } from "drizzle-orm"
import { mayInUnit } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import { units, unitVetoes } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { vetoList } from "#honours/programmes/presets/eligibility.ts"
import { pathsAbove } from "#honours/programmes/queries.ts"
import type { Page } from "#http/paging.ts"
import { dayOf } from "#lib/dates.ts"
import { plain } from "#lib/names.ts"
import type { Veto } from "../programmes/eligibility.ts"
import type { VetoGround } from "../programmes/eligibility-rules.ts"
import { type VetoState, vetoState } from "./standing.ts"

export type VetoRow = typeof unitVetoes.$inferSelect

/** The grounds that the office records by hand: those of the shipped rules, which programmes start from. */
export const knownGrounds: readonly VetoGround[] = vetoList.kind === "veto" ? vetoList.grounds : []

type Place = { readonly path: string }
type At = { readonly db: Db; readonly now: Date }

/** What bars each of some units today, by path: their own vetoes and those of the units above. In one query. */
export async function vetoesOf(
  { db, now }: At,
  places: readonly Place[],
): Promise<ReadonlyMap<string, readonly Veto[]>> {
  const paths = [...new Set(places.map(({ path }) => path))]
  if (paths.length === 0) return new Map()
  const rows = await db
    .select({ veto: unitVetoes, path: units.path })
    .from(unitVetoes)
    .innerJoin(units, eq(units.id, unitVetoes.unitId))
    .where(and(isNull(unitVetoes.liftedAt), inArray(units.path, paths.flatMap(pathsAbove)), notOver(now)))
    .orderBy(asc(unitVetoes.fromDay), asc(unitVetoes.id))
  return new Map(
    paths.map((path) => [path, rows.filter((row) => path.startsWith(row.path)).map(({ veto }) => barring(veto))]),
  )
}

const notOver = (now: Date): SQL | undefined => or(isNull(unitVetoes.untilDay), gte(unitVetoes.untilDay, dayOf(now)))

const yearOf = (day: string): number => Number(day.slice(0, 4))
const barring = ({ ground, titleZh, titleEn, source, fromDay, untilDay }: VetoRow): Veto => ({
  ...{ ground, title: { zh: titleZh, en: titleEn }, source, year: yearOf(fromDay) },
  until: untilDay === null ? null : yearOf(untilDay),
})

const seen = (db: Db) =>
  db
    .select({ veto: unitVetoes, unit: { id: units.id, name: units.name, path: units.path } })
    .from(unitVetoes)
    .innerJoin(units, eq(units.id, unitVetoes.unitId))

export type VetoFilter = { readonly name: string; readonly state: VetoState | undefined }

function wanted({ now, actor }: Scope, { name, state }: VetoFilter): SQL | undefined {
  const today = dayOf(now)
  const states: Readonly<Record<VetoState, SQL | undefined>> = {
    in_force: and(isNull(unitVetoes.liftedAt), notOver(now)),
    over: and(isNull(unitVetoes.liftedAt), lt(unitVetoes.untilDay, today)),
    lifted: isNotNull(unitVetoes.liftedAt),
  }
  return and(
    withinReach(actor, "programmes.read"),
    name ? like(units.searchKey, `%${plain(name)}%`) : undefined,
    state && states[state],
  )
}

/** Vetoes of units that the actor reads, the latest event first, some at a time, with their number. */
export async function listVetoes(scope: Scope, filter: VetoFilter, page: Page) {
  const where = wanted(scope, filter)
  const rows = await seen(scope.db)
    .where(where)
    .orderBy(desc(unitVetoes.fromDay), desc(unitVetoes.id))
    .limit(page.size)
    .offset(page.offset)
  const [total] = await scope.db
    .select({ count: count() })
    .from(unitVetoes)
    .innerJoin(units, eq(units.id, unitVetoes.unitId))
    .where(where)
  const today = dayOf(scope.now)
  return { lines: rows.map((row) => ({ ...row, state: vetoState(row.veto, today) })), total: total?.count ?? 0 }
}

/** A veto of a unit that the actor reads, with whether they keep its list. */
export async function findVeto(scope: Scope, id: number) {
  const [row] = await seen(scope.db).where(and(eq(unitVetoes.id, id), withinReach(scope.actor, "programmes.read")))
  if (!row) return undefined
  const state = vetoState(row.veto, dayOf(scope.now))
  return { ...row, state, keeps: mayInUnit(scope.actor, "programmes.keep", row.unit) }
}
export type SeenVeto = NonNullable<Awaited<ReturnType<typeof findVeto>>>
