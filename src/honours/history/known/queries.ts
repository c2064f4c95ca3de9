import { and, eq, inArray, isNull, or } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { formerPersonNames, formerUnitNames, historyRows, people, registerEntries, units } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { dayOf } from "#lib/dates.ts"
import { normaliseName } from "#lib/names.ts"
import { cellKey } from "#lib/sheet.ts"
import type { Given } from "../columns.ts"
import { type Known, keysOf } from "../judge.ts"
import { type PersonFile, unitMatcher } from "../matching.ts"
import { honourChoices } from "../queries.ts"

/** All that rows are judged against: honours, units with their former names, people of these names, and the register. */
export async function knownFor(scope: Scope, givens: readonly Given[]): Promise<Known> {
  const kept = await honourChoices(scope)
  const reach = withinReach(scope.actor, "register.keep")
  const now = await scope.db.select({ id: units.id, name: units.name, short: units.shortName }).from(units).where(reach)
  const former = await scope.db
    .select({ id: formerUnitNames.unitId, name: formerUnitNames.name })
    .from(formerUnitNames)
    .innerJoin(units, eq(units.id, formerUnitNames.unitId))
    .where(reach)
  const named = now.flatMap(({ id, name, short }) => [
    { id, name },
    ...(short && short !== name ? [{ id, name: short }] : []),
  ])
  const names = [...new Set(givens.map(({ name }) => normaliseName(name)))]
  const titled = kept.flatMap(({ id, titleZh, titleEn, slug, recipientKind: kind }) =>
    [titleZh, titleEn, slug].map((text) => [cellKey(text), { id, kind }] as const),
  )
  const ids = kept.map(({ id }) => id)
  const unitHonours = new Set(kept.flatMap(({ id, recipientKind }) => (recipientKind === "unit" ? [id] : [])))
  return {
    honours: new Map(titled),
    match: unitMatcher([...named, ...former]),
    unitNames: new Map(now.map(({ id, name }) => [id, name])),
    files: await filesNamed(scope, names),
    there: await entriesThere(scope, ids, names, unitHonours),
    thisYear: Number(dayOf(scope.now).slice(0, 4)),
  }
}

/** Files of people by their names, former ones too, as far as the register's keeper reaches. */
async function filesNamed({ db, actor }: Scope, names: readonly string[]) {
  if (names.length === 0) return new Map<string, PersonFile[]>()
  const file = { id: people.id, unitId: people.unitId, birthDate: people.birthDate }
  const real = and(withinReach(actor, "register.keep"), isNull(people.mergedIntoId), eq(people.isPlaceholder, false))
  const byName = await db
    .select({ ...file, name: people.name })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(real, inArray(people.name, [...names])))
  const byFormer = await db
    .select({ ...file, name: formerPersonNames.name })
    .from(formerPersonNames)
    .innerJoin(people, eq(people.id, formerPersonNames.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(real, inArray(formerPersonNames.name, [...names])))
  const files = [...byName, ...byFormer].map(({ name, birthDate, ...one }) => ({
    name,
    file: { ...one, birthYear: Number(birthDate.slice(0, 4)) },
  }))
  const grouped = Map.groupBy(files, ({ name }) => name)
  return new Map([...grouped].map(([name, own]) => [name, own.map(({ file }) => file)]))
}

/** Entries of these honours and names, under every key by which a row would be the same. */
async function entriesThere({ db }: Scope, ids: number[], names: string[], unitHonours: ReadonlySet<number>) {
  const there = new Map<string, number>()
  if (ids.length === 0 || names.length === 0) return there
  const whose = or(
    inArray(registerEntries.recipientName, names),
    inArray(registerEntries.honourId, [...unitHonours, 0]),
  )
  const rows = await db
    .select({ entry: registerEntries, written: historyRows.unitText })
    .from(registerEntries)
    .leftJoin(historyRows, and(eq(historyRows.entryId, registerEntries.id), eq(historyRows.state, "imported")))
    .where(and(inArray(registerEntries.honourId, ids), whose))
  for (const { entry, written } of rows) {
    const given = { name: entry.recipientName, reason: entry.forZh }
    const row = { ...entry, unitText: entry.unitName }
    const isUnit = unitHonours.has(entry.honourId)
    for (const key of keysOf(given, row, isUnit, written ?? undefined)) there.set(key, entry.id)
  }
  return there
}
