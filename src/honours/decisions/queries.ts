import { and, asc, eq, inArray } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { cultivations, decisionExceptions, honours, nominations, people, units } from "#db/schema/index.ts"
import type { NominationState } from "#db/words.ts"
import { profileOf } from "../nominations/queries.ts"
import type { Definition } from "../programmes/definition.ts"
import { isBarred, reasonsAgainst } from "../programmes/eligibility.ts"
import { meter } from "../programmes/meter.ts"
import { seatsToConfer } from "../programmes/metering/queries.ts"
import { definitionOf, findProgramme, offeredHonours, type SeenProgramme } from "../programmes/queries.ts"
import { vetoesOf } from "../vetoes/queries.ts"
import { mayBeNamed } from "./cultivating/workflow.ts"
import { nominationsStanding } from "./standing.ts"

const columns = {
  nomination: nominations,
  honour: honours,
  unitName: units.name,
  unitPath: units.path,
  unitOverride: units.sortKeyOverride,
  personOverride: people.sortKeyOverride,
  cultivation: cultivations.state,
}

/** The nominees of a programme in some states, in the official order: by surname strokes. */
export const nomineesIn = ({ db }: Scope, programmeId: number, states: readonly NominationState[]) =>
  db
    .select(columns)
    .from(nominations)
    .innerJoin(honours, eq(honours.id, nominations.honourId))
    .innerJoin(units, eq(units.id, nominations.unitId))
    .leftJoin(people, eq(people.id, nominations.personId))
    .leftJoin(cultivations, eq(cultivations.nominationId, nominations.id))
    .where(and(eq(nominations.programmeId, programmeId), inArray(nominations.state, [...states])))
    .orderBy(asc(honours.rank), asc(honours.id), asc(nominations.sortStroke), asc(nominations.id))

export type Nominee = Awaited<ReturnType<typeof nomineesIn>>[number]

export type Naming = SeenProgramme & {
  readonly definition: Definition
  /** Who stands at the last steps, ready to be decided on: once cultivated, where the title has a time for that. */
  readonly waiting: readonly Nominee[]
  readonly honoured: readonly Nominee[]
}

/** A programme that the actor keeps, with those whom its decision can name. */
export async function findNaming(scope: Scope, slug: string): Promise<Naming | undefined> {
  const seen = await findProgramme(scope, slug)
  if (!seen) return undefined
  const { definition } = await definitionOf(scope, seen.programme)
  const all = await nomineesIn(scope, seen.programme.id, ["underway", "honoured"])
  const hasCultivation = definition.cultivation !== null
  const underway = all.filter(
    ({ nomination, cultivation }) =>
      nomination.state === "underway" && mayBeNamed(hasCultivation, cultivation ?? undefined),
  )
  return {
    ...seen,
    definition,
    waiting: nominationsStanding(underway, definition.route, ["decision", "document"]),
    honoured: all.filter(({ nomination }) => nomination.state === "honoured"),
  }
}

/** What each rule needs and has with those who are honoured already and those who are chosen. */
export async function meterOf(
  scope: Scope,
  { programme, definition, waiting, honoured }: Naming,
  ids: readonly number[],
) {
  const offered = await offeredHonours(scope, definition)
  const groups = await seatsToConfer(scope, programme, definition, offered)
  const named = [...honoured, ...waiting.filter(({ nomination }) => ids.includes(nomination.id))]
  const nominees = named.map(({ nomination }) => ({
    ...{ id: nomination.id, seat: nomination.seat, profile: profileOf(nomination) },
    from: nomination.recommendingUnitId,
  }))
  return { meter: meter(definition.ratios, groups, nominees), honours: offered, definition, own: false }
}

/** The first of some nominees whom the veto list bars by now: it may have been written on since the papers were checked. */
export async function vetoedAmong(
  scope: Scope,
  { programme, definition }: Pick<Naming, "programme" | "definition">,
  nominees: readonly Nominee[],
): Promise<Nominee | undefined> {
  const rules = definition.eligibility.filter(({ kind }) => kind === "veto")
  const vetoes = await vetoesOf(
    scope,
    nominees.map(({ unitPath: path }) => ({ path })),
  )
  const unasked = { standings: [], held: [], identityKind: null, inPool: true, hasContribution: true }
  return nominees.find(({ nomination, unitPath }) => {
    const candidate = { ...unasked, profile: profileOf(nomination), vetoes: vetoes.get(unitPath) ?? [] }
    return isBarred(reasonsAgainst(rules, candidate, programme.year))
  })
}

export const exceptionsOf = ({ db }: Scope, programmeId: number) =>
  db
    .select()
    .from(decisionExceptions)
    .where(eq(decisionExceptions.programmeId, programmeId))
    .orderBy(asc(decisionExceptions.id))
