import { asc, inArray } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { honours, nominationSections, nominations, people, units } from "#db/schema/index.ts"
import type { UnitRow } from "#directory/organisations/queries.ts"
import { lineOf, type PersonLine, peopleWhere } from "#directory/people/queries.ts"
import { routeFor } from "../../nominations/course/route.ts"
import { isWithUnit } from "../../nominations/course/standing.ts"
import type { Fields } from "../../nominations/papers/fields.ts"
import { type HeldHonour, heldByAll, profileNow } from "../../nominations/papers/queries.ts"
import { courseOf, type Nominated, nominated, profileOf } from "../../nominations/queries.ts"
import type { Definition } from "../../programmes/definition.ts"
import type { Profile } from "../../programmes/filter.ts"

/** All that a form can say of one nominee. */
export type PaperFacts = Nominated & {
  readonly unit: UnitRow
  readonly person: PersonLine | undefined
  /** What was typed; `directory` is what the directory said when it was submitted. */
  readonly sections: Readonly<Record<string, Fields>>
  readonly held: readonly HeldHonour[]
  readonly profile: Profile
  /** Whether the unit has the papers in its hands: then the directory speaks as of now. */
  readonly isOpen: boolean
}

/** Facts of some nominations of one programme in the official order, in as many queries for one as for a thousand. */
export async function factsOf(
  scope: Scope,
  definition: Definition,
  ids: readonly number[],
): Promise<readonly PaperFacts[]> {
  if (ids.length === 0) return []
  const { db, keys } = scope
  const found = await nominated(db)
    .where(inArray(nominations.id, [...ids]))
    .orderBy(asc(honours.rank), asc(honours.id), asc(nominations.sortStroke), asc(nominations.id))
  const rows = found.map(({ nomination }) => nomination)
  const personIds = rows.flatMap(({ personId }) => personId ?? [])
  const persons = (await peopleWhere(scope, inArray(people.id, personIds))).map((row) => lineOf(keys, row))
  const unitIds = [...new Set(rows.map(({ unitId }) => unitId))]
  const ofUnits = await db.select().from(units).where(inArray(units.id, unitIds))
  const typed = await db
    .select()
    .from(nominationSections)
    .where(inArray(nominationSections.nominationId, [...ids]))
  const sections = Map.groupBy(typed, ({ nominationId }) => nominationId)
  const held = await heldByAll(scope, rows)
  return found.map((one): PaperFacts => {
    const { nomination } = one
    const unit = ofUnits.find(({ id }) => id === nomination.unitId)
    if (!unit) throw new Error("a nominee's unit is gone")
    const person = persons.find(({ id }) => id === nomination.personId)
    const fields = Object.fromEntries((sections.get(nomination.id) ?? []).map((row) => [row.section, row.fields]))
    const isOpen = isWithUnit(routeFor(definition, profileOf(nomination)), courseOf(nomination, []))
    const profile = isOpen ? profileNow({ unit, person }, one, fields.basic ?? {}) : profileOf(nomination)
    return { ...one, unit, person, sections: fields, held: held.get(nomination.id) ?? [], profile, isOpen }
  })
}
