import { and, arrayOverlaps, asc, count, desc, eq, inArray, ne, type SQL, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { formerUnitNames, historyImports, historyRows, people, units } from "#db/schema/index.ts"
import type { HistoryRowState } from "#db/words.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { listHonours } from "#honours/register/queries.ts"
import type { Page } from "#http/paging.ts"
import { cellKey } from "#lib/sheet.ts"
import type { Given, Issue } from "./columns.ts"

export type ImportRow = typeof historyImports.$inferSelect
export type HistoryRow = typeof historyRows.$inferSelect

const own = ({ actor }: Scope) => eq(historyImports.accountId, actor.kind === "account" ? actor.accountId : 0)

/** An import of the actor's own; anybody else's is not found. */
export async function findImport(scope: Scope, id: number): Promise<ImportRow | undefined> {
  const [row] = await scope.db
    .select()
    .from(historyImports)
    .where(and(eq(historyImports.id, id), own(scope)))
  return row
}

/** The actor's own imports, the newest first. */
export const listImports = (scope: Scope) =>
  scope.db.select().from(historyImports).where(own(scope)).orderBy(desc(historyImports.id)).limit(50)

export const givenOf = ({ keys }: Scope, row: Pick<HistoryRow, "givenSealed">): Given =>
  JSON.parse(keys.open("history", row.givenSealed ?? "")) as Given

export const rowsOf = ({ db }: Scope, importId: number) =>
  db.select().from(historyRows).where(eq(historyRows.importId, importId)).orderBy(asc(historyRows.row))

/** How many rows stand how, and how many spellings and people are still to be decided. */
export async function tallyOf({ db }: Scope, importId: number) {
  const mine = eq(historyRows.importId, importId)
  const states = await db
    .select({ state: historyRows.state, count: count() })
    .from(historyRows)
    .where(mine)
    .groupBy(historyRows.state)
  const issues = await db
    .select({ issue: sql<Issue>`unnest(${historyRows.issues})`, count: count() })
    .from(historyRows)
    .where(and(mine, inArray(historyRows.state, ["open", "ready"])))
    .groupBy(sql`1`)
  return {
    states: new Map(states.map((one) => [one.state, one.count])),
    issues: new Map(issues.map((one) => [one.issue, one.count])),
  }
}

const withIssue = (importId: number, issue: Issue): SQL | undefined =>
  and(eq(historyRows.importId, importId), eq(historyRows.state, "open"), arrayOverlaps(historyRows.issues, [issue]))

/** Spellings of units that wait for a decision, those of most rows first, with a row of each. */
export async function openSpellings({ db }: Scope, importId: number, page: Page) {
  const where = withIssue(importId, "unit_open")
  const rows = await db
    .select({ text: historyRows.unitText, count: count(), first: sql<number>`min(${historyRows.id})::int` })
    .from(historyRows)
    .where(where)
    .groupBy(historyRows.unitText)
    .orderBy(desc(count()), asc(historyRows.unitText))
    .limit(page.size)
    .offset(page.offset)
  const [all] = await db
    .select({ total: sql<number>`count(distinct ${historyRows.unitText})::int` })
    .from(historyRows)
    .where(where)
  const firsts = await byIds(
    db,
    rows.map(({ first }) => first),
  )
  const suggestions = new Map(firsts.map((row) => [row.unitText, row.unitSuggestions]))
  const names = await unitNamesOf(db, [...new Set([...suggestions.values()].flat())])
  const spellings = rows.map((row) => ({
    ...row,
    suggestions: (suggestions.get(row.text) ?? []).flatMap((id) => names.get(id) ?? []),
  }))
  return { total: all?.total ?? 0, spellings }
}

const byIds = (db: Scope["db"], ids: readonly number[]) =>
  ids.length > 0
    ? db
        .select()
        .from(historyRows)
        .where(inArray(historyRows.id, [...ids]))
    : Promise.resolve([])

export async function unitNamesOf(db: Scope["db"], ids: readonly number[]) {
  const rows =
    ids.length > 0
      ? await db
          .select()
          .from(units)
          .where(inArray(units.id, [...ids]))
      : []
  return new Map(rows.map(({ id, name }) => [id, { id, name }]))
}

/** People who wait for a decision: rows that seem to be one person, with the files that it may be. */
export async function openPeople(scope: Scope, importId: number, page: Page) {
  const { db } = scope
  const where = withIssue(importId, "person_open")
  const keyed = await db
    .select({ key: historyRows.personKey, first: sql<number>`min(${historyRows.row})::int` })
    .from(historyRows)
    .where(where)
    .groupBy(historyRows.personKey)
    .orderBy(sql`2`)
    .limit(page.size)
    .offset(page.offset)
  const [all] = await db
    .select({ total: sql<number>`count(distinct ${historyRows.personKey})::int` })
    .from(historyRows)
    .where(where)
  const keys = keyed.map(({ key }) => key)
  const rows =
    keys.length > 0
      ? await db
          .select()
          .from(historyRows)
          .where(and(where, inArray(historyRows.personKey, keys)))
      : []
  const files = await filesOf(scope, [...new Set(rows.flatMap(({ personSuggestions }) => personSuggestions))])
  const groups = keyed.map(({ key }) => {
    const own = rows.filter(({ personKey }) => personKey === key).map((row) => ({ row, given: givenOf(scope, row) }))
    const ids = [...new Set(own.flatMap(({ row }) => row.personSuggestions))]
    return { key, rows: own, files: ids.flatMap((id) => files.get(id) ?? []) }
  })
  return { total: all?.total ?? 0, groups }
}

async function filesOf({ db, actor }: Scope, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, { id: number; name: string; unit: string; birthYear: string }>()
  const rows = await db
    .select({ id: people.id, name: people.name, birthDate: people.birthDate, unit: units.name })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(inArray(people.id, [...ids]), withinReach(actor, "register.keep")))
  return new Map(rows.map(({ birthDate, ...row }) => [row.id, { ...row, birthYear: birthDate.slice(0, 4) }]))
}

export type RowFilter = { readonly state: HistoryRowState | undefined; readonly issue: Issue | undefined }

/** A page of the rows of an import under a filter, each with what stands in it while it waits. */
export async function listRows(scope: Scope, importId: number, { state, issue }: RowFilter, page: Page) {
  const where = and(
    eq(historyRows.importId, importId),
    state ? eq(historyRows.state, state) : undefined,
    issue ? arrayOverlaps(historyRows.issues, [issue]) : undefined,
  )
  const [all] = await scope.db.select({ total: count() }).from(historyRows).where(where)
  const rows = await scope.db
    .select()
    .from(historyRows)
    .where(where)
    .orderBy(asc(historyRows.row))
    .limit(page.size)
    .offset(page.offset)
  const names = await unitNamesOf(scope.db, [...new Set(rows.flatMap(({ unitId }) => unitId ?? []))])
  const lines = rows.map((row) => ({
    row,
    given: row.givenSealed ? givenOf(scope, row) : undefined,
    unit: names.get(row.unitId ?? 0)?.name ?? row.unitText,
  }))
  return { total: all?.total ?? 0, lines }
}

/** Honours that a row may be given. */
export const honourChoices = async (scope: Scope) => (await listHonours(scope)).map(({ honour }) => honour)

/** What units were called before, as cells are compared. */
export async function formerNamesOf(db: Scope["db"], ids: readonly number[]) {
  const where = inArray(formerUnitNames.unitId, [...ids])
  const rows = ids.length > 0 ? await db.select().from(formerUnitNames).where(where) : []
  const grouped = Map.groupBy(rows, ({ unitId }) => unitId)
  return new Map([...grouped].map(([id, own]) => [id, new Set(own.map(({ name }) => cellKey(name)))]))
}

/** Honours as rows write them that no title is, those of most rows first. */
export async function unnamedHonours(scope: Scope, importId: number) {
  const rows = await scope.db
    .select({ givenSealed: historyRows.givenSealed })
    .from(historyRows)
    .where(withIssue(importId, "honour_unknown"))
  const texts = Map.groupBy(rows, (row) => givenOf(scope, row).honour)
  return [...texts]
    .map(([text, own]) => ({ text, count: own.length }))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 50)
}

/** When these very bytes were imported before, by whomever. */
export async function earlierImport({ db }: Scope, { id, fileHash }: ImportRow): Promise<Date | undefined> {
  const same = and(
    eq(historyImports.fileHash, fileHash),
    eq(historyImports.state, "imported"),
    ne(historyImports.id, id),
  )
  const [row] = await db.select({ at: historyImports.closedAt }).from(historyImports).where(same).limit(1)
  return row?.at ?? undefined
}
