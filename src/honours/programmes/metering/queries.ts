import type { Scope } from "#db/db.ts"
import { nomineesOf } from "../allotments/queries.ts"
import type { Definition } from "../definition.ts"
import { type Choice, type Meter, meter } from "../meter.ts"
import {
  type Allotment,
  allotmentsFor,
  allotmentsOf,
  definitionOf,
  type OfferedHonour,
  offeredHonours,
} from "../queries.ts"
import { keptSeats, mostNominations, type SeatGroup, seatGroups } from "../seats.ts"

/** `nominate` counts what may be nominated, which a differential raises; `decide` the seats that are conferred. */
export type Stage = "nominate" | "decide"
type Unit = { readonly id: number; readonly path: string }
export type MeterView = {
  readonly meter: Meter
  readonly honours: readonly OfferedHonour[]
  readonly definition: Definition
  /** Whether it is of one recommending unit's seats, not of all. */
  readonly own: boolean
}

const most = (definition: Definition, honour: string, seats: number, stage: Stage): number => {
  const offered = definition.honours.find((one) => one.honour === honour)
  return stage === "nominate" && offered ? mostNominations(seats, offered.differential) : seats
}

const ofUnit = (definition: Definition, own: readonly Allotment[], stage: Stage): SeatGroup[] => {
  const ordered = definition.honours.flatMap(({ honour }) => own.filter((one) => one.honour === honour))
  return ordered.flatMap(({ honour, recipient, seats, typed }) =>
    seatGroups({ honour, recipient }, { seats, typed }, definition.seatTypes, most(definition, honour, seats, stage)),
  )
}

const ofAll = (
  definition: Definition,
  honours: readonly OfferedHonour[],
  cells: readonly Allotment[],
  stage: Stage,
): SeatGroup[] =>
  honours.flatMap(({ slug: honour, recipientKind: recipient, seats }) =>
    keptSeats({ honour, recipient }, most(definition, honour, seats, stage), cells, definition.seatTypes),
  )

/** All seats of some honours of a programme as they are conferred, those of a type kept for their units. */
export const seatsToConfer = async (
  scope: Scope,
  programme: { readonly id: number },
  definition: Definition,
  honours: readonly OfferedHonour[],
): Promise<SeatGroup[]> => ofAll(definition, honours, await allotmentsOf(scope, programme.id), "decide")

export type Asked = { readonly unit?: Unit; readonly choice?: Choice; readonly stage?: Stage }

/**
 * The meter of a programme: of the seats that a unit nominates for, or of all. A control number is one for the whole
 * programme, so that a unit's own meter leaves it out.
 */
export async function meterFor(
  scope: Scope,
  programme: { readonly id: number },
  asked: Asked = {},
): Promise<MeterView> {
  const { unit, choice, stage = "nominate" } = asked
  const { definition } = await definitionOf(scope, programme)
  const honours = await offeredHonours(scope, definition)
  const own = unit && (await allotmentsFor(scope, programme.id, unit))
  const groups = own
    ? ofUnit(definition, own, stage)
    : ofAll(definition, honours, await allotmentsOf(scope, programme.id), stage)
  const nominees = own && !own[0] ? [] : await nomineesOf(scope.db, programme.id, own?.[0]?.unitId)
  const ratios = own ? definition.ratios.filter(({ count }) => count === null) : definition.ratios
  return { meter: meter(ratios, groups, nominees, choice), honours, definition, own: own !== undefined }
}
