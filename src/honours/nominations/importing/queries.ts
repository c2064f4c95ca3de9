import { and, eq, inArray, ne } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { nominations, people } from "#db/schema/index.ts"
import { unitsByName } from "#directory/imports/words.ts"
import { unitChoices, withinReach } from "#directory/organisations/queries.ts"
import { lineOf, type PersonLine, peopleWhere } from "#directory/people/queries.ts"
import { normaliseName } from "#lib/names.ts"
import type { Definition } from "../../programmes/definition.ts"
import { allotmentsOf, definitionOf } from "../../programmes/queries.ts"
import { mostNominations } from "../../programmes/seats.ts"
import { offersFor } from "../starting/queries.ts"
import { takesSeat } from "../submission/seats.ts"
import { fieldColumns } from "./columns.ts"
import type { ReadRow, World } from "./reading.ts"

/** A selection that takes nominations of the actor's units now, with what a sheet for it can say. */
export async function importFor(scope: Scope, programmeId: number | undefined) {
  const { programmes, honours } = await offersFor(scope, programmeId)
  const programme = programmes.find(({ id }) => id === programmeId)
  if (!programme) return { programmes }
  const { definition } = await definitionOf(scope, programme)
  const kinds = [...new Set(honours.map(({ recipientKind }) => recipientKind))]
  const columns = fieldColumns(kinds, definition.route)
  const units = unitsByName(await unitChoices(scope, "nominations.write"))
  return { programmes, programme, definition, world: { honours, columns, units } satisfies World }
}

/** The people of the actor's units whom rows may mean, by name, in one query. */
export async function namedIn(scope: Scope, rows: readonly ReadRow[]): Promise<ReadonlyMap<string, PersonLine[]>> {
  const names = rows.flatMap(({ honour, name }) => (honour.recipientKind === "person" ? [normaliseName(name)] : []))
  if (names.length === 0) return new Map()
  const found = await peopleWhere(
    scope,
    and(inArray(people.name, names), withinReach(scope.actor, "nominations.write")),
  )
  return Map.groupBy(
    found.map((row) => lineOf(scope.keys, row)),
    ({ name }) => name,
  )
}

/** Whoever stands in the selection already, withdrawn ones left out. */
export const standingIn = ({ db }: Scope, programmeId: number) =>
  db
    .select({
      personId: nominations.personId,
      unitId: nominations.unitId,
      teamName: nominations.teamName,
      honourId: nominations.honourId,
    })
    .from(nominations)
    .where(and(eq(nominations.programmeId, programmeId), ne(nominations.state, "withdrawn")))

export type SeatLine = {
  readonly titleZh: string
  readonly titleEn: string
  readonly recommender: string
  readonly most: number
  /** Nominations for these seats, drafts among them. */
  readonly count: number
}

/** What the seats of some recommending units would come to, drafts counted as if they were submitted. */
export async function seatLines(
  scope: Scope,
  programmeId: number,
  definition: Definition,
  { honours, recommenders }: { honours: World["honours"]; recommenders: ReadonlySet<number> },
): Promise<SeatLine[]> {
  const cells = (await allotmentsOf(scope, programmeId)).filter(({ unitId }) => recommenders.has(unitId))
  const rows = await scope.db
    .select({ state: nominations.state, unit: nominations.recommendingUnitId, honour: nominations.honourId })
    .from(nominations)
    .where(and(eq(nominations.programmeId, programmeId), eq(nominations.seat, "regular")))
  const taken = rows.filter(({ state }) => state === "draft" || takesSeat(state, definition.substitutes))
  return cells.flatMap(({ unitId, unitName, honourId, honour, seats }) => {
    const title = honours.find(({ id }) => id === honourId)
    const offered = definition.honours.find((one) => one.honour === honour)
    const count = taken.filter((row) => row.unit === unitId && row.honour === honourId).length
    if (!title || !offered || count === 0) return []
    const most = mostNominations(seats, offered.differential)
    return [{ titleZh: title.titleZh, titleEn: title.titleEn, recommender: unitName, most, count }]
  })
}
