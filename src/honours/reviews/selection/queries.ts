import { and, asc, eq, inArray, ne } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { committeeCases, committees, nominations } from "#db/schema/index.ts"
import { type Exact, shown } from "#lib/exact.ts"
import { profileOf } from "../../nominations/queries.ts"
import { meter, type Nominee } from "../../programmes/meter.ts"
import { type MeterView, seatsToConfer } from "../../programmes/metering/queries.ts"
import { offeredHonours } from "../../programmes/queries.ts"
import { type SeatGroup, type Sitter, seatedCount } from "../../programmes/seats.ts"
import { type Case, type Seated, type Session, sessionOf } from "../queries.ts"
import { caseOutcome, honourStanding } from "../results.ts"
import type { Room } from "../standing.ts"

const nomineeOf = (id: number, nomination: Case["nomination"]): Nominee => ({
  ...{ id, seat: nomination.seat, profile: profileOf(nomination), from: nomination.recommendingUnitId },
})
const sitterOf = ({ profile, from }: Nominee): Sitter => (from === undefined ? profile : { ...profile, from })

/** Those whom earlier sessions of the step have given seats. */
async function givenAway({ db }: Scope, { committee }: Seated): Promise<Nominee[]> {
  const rows = await db
    .select({ nomination: nominations })
    .from(committeeCases)
    .innerJoin(committees, eq(committees.id, committeeCases.committeeId))
    .innerJoin(nominations, eq(nominations.id, committeeCases.nominationId))
    .where(
      and(
        eq(committees.programmeId, committee.programmeId),
        eq(committees.stepKey, committee.stepKey),
        ne(committees.id, committee.id),
        eq(committeeCases.isChosen, true),
        eq(nominations.seat, "regular"),
        inArray(nominations.state, ["underway", "honoured"]),
      ),
    )
    .orderBy(asc(committeeCases.id))
  // Cases of this session have positive ids; these stand beside them and are nobody's choice.
  return rows.map(({ nomination }) => nomineeOf(-nomination.id, nomination))
}

/** How many of some cases find a seat beside those who have theirs. */
function roomBeside(
  groups: readonly SeatGroup[],
  given: readonly Nominee[],
  cases: readonly Case[],
  left: number,
): Room {
  const sitters = new Map(cases.map(({ id, nomination }) => [id, sitterOf(nomineeOf(id, nomination))]))
  const before = given.map(sitterOf)
  const taken = seatedCount(groups, before)
  return (ids) => {
    const all = [...before, ...ids.flatMap((id) => sitters.get(id) ?? [])]
    return Math.min(left, seatedCount(groups, all) - taken)
  }
}

/** An officer or chair who is himself a nominee, or is recused, sees no count, value or place of that nominee. */
const isWalled = ({ actor }: Scope, { members, recusals }: Session, one: Case): boolean => {
  const personId = actor.kind === "account" || actor.kind === "member" ? actor.personId : undefined
  if (personId === undefined) return true
  const member = members.find((other) => other.personId === personId)
  const isRecused = recusals.some(({ caseId, memberId }) => caseId === one.id && memberId === member?.id)
  return one.nomination.personId === personId || isRecused
}

const text = (value: Exact | undefined) => (value ? shown(value) : "")

/** `kept` is somebody whom a lower place has passed by, since the seats that are left are for another type. */
export type Where = "in" | "line" | "kept" | "below" | "failed"
type Offer = { readonly seats: number; readonly room: Room }

/** The nominees of one honour in the order of the result, and where the line runs. */
function honourResult(scope: Scope, seated: Seated, session: Session, cases: readonly Case[], { seats, room }: Offer) {
  const stood = cases.map(({ id, nomination }) => ({ id, seat: nomination.seat }))
  const { regular, fenced } = honourStanding(seated.rules, session, stood, room)
  const places = new Map(regular.placed.map((one) => [one.id, one]))
  const lastIn = Math.max(0, ...regular.in.map((id) => places.get(id)?.place ?? 0))
  const whereOf = (id: number, passes: boolean): Where => {
    if (regular.in.includes(id) || fenced.includes(id)) return "in"
    if (regular.lines.some(({ ids }) => ids.includes(id))) return "line"
    if (!passes) return "failed"
    return (places.get(id)?.place ?? 0) <= lastIn ? "kept" : "below"
  }
  const lines = cases.map((one) => {
    const outcome = caseOutcome(seated.rules, session, one.id)
    const placed = places.get(one.id)
    return {
      ...{ case: one, outcome, value: text(outcome.value), isWalled: isWalled(scope, session, one) },
      ...{ place: placed?.place ?? null, isTied: placed?.tied ?? false, where: whereOf(one.id, outcome.passes) },
    }
  })
  const rank = ({ place, where }: (typeof lines)[number]) => (where === "failed" ? 9999 : (place ?? 0))
  const sorted = lines.toSorted((a, b) => rank(a) - rank(b) || a.case.number - b.case.number)
  return { standing: regular, fenced, seats, room, lines: sorted }
}

/** What the session has come to, honour by honour; counted while it runs, settled once it is closed. */
export async function resultsOf(scope: Scope, seated: Seated) {
  const session = await sessionOf(scope.db, seated.committee.id)
  const given = await givenAway(scope, seated)
  const offered = (await offeredHonours(scope, seated.definition)).filter(({ id }) =>
    session.cases.some(({ honour }) => honour.id === id),
  )
  const groups = await seatsToConfer(scope, seated.programme, seated.definition, offered)
  const honours = offered.map((honour) => {
    const cases = session.cases.filter((one) => one.honour.id === honour.id)
    const here = given.filter(({ profile }) => profile.honour === honour.slug)
    const seats = Math.max(0, honour.seats - here.length)
    const own = groups.filter((group) => group.honour === honour.slug)
    const room = roomBeside(own, here, cases, seats)
    return { honour, ...honourResult(scope, seated, session, cases, { seats, room }) }
  })
  return { session, offered, groups, given, honours }
}

export type Results = Awaited<ReturnType<typeof resultsOf>>

/** What each rule of the programme needs and has, if these were chosen beside those who have their seats already. */
export function meterOf({ definition }: Seated, results: Results, caseIds: readonly number[]): MeterView {
  const { session, offered, groups, given } = results
  const chosen = session.cases.filter(({ id }) => caseIds.includes(id))
  const nominees = [...given, ...chosen.map(({ id, nomination }) => nomineeOf(id, nomination))]
  return { meter: meter(definition.ratios, groups, nominees), honours: offered, definition, own: false }
}
