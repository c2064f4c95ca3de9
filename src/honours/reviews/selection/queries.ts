import { and, count, eq, inArray, ne } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { committeeCases, committees, nominations } from "#db/schema/index.ts"
import { type Exact, shown } from "#lib/exact.ts"
import { profileOf } from "../../nominations/queries.ts"
import { meter } from "../../programmes/meter.ts"
import { type Case, type Seated, type Session, sessionOf } from "../queries.ts"
import { caseOutcome, honourStanding } from "../results.ts"

/** Seats of an honour that earlier sessions of the step have given away. */
async function givenAway({ db }: Scope, { committee }: Seated): Promise<Map<number, number>> {
  const rows = await db
    .select({ honourId: nominations.honourId, count: count() })
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
    .groupBy(nominations.honourId)
  return new Map(rows.map(({ honourId, count }) => [honourId, count]))
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

export type Where = "in" | "line" | "below" | "failed"

/** The nominees of one honour in the order of the result, and where the line runs. */
function honourResult(scope: Scope, seated: Seated, session: Session, cases: readonly Case[], seats: number) {
  const stood = cases.map(({ id, nomination }) => ({ id, seat: nomination.seat }))
  const { regular, fenced } = honourStanding(seated.rules, session, stood, seats)
  const places = new Map(regular.placed.map((one) => [one.id, one]))
  const whereOf = (id: number, passes: boolean): Where => {
    if (regular.in.includes(id) || fenced.includes(id)) return "in"
    if (regular.atLine.includes(id)) return "line"
    return passes ? "below" : "failed"
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
  return { standing: regular, fenced, seats, lines: sorted }
}

/** What the session has come to, honour by honour; counted while it runs, settled once it is closed. */
export async function resultsOf(scope: Scope, seated: Seated) {
  const session = await sessionOf(scope.db, seated.committee.id)
  const taken = await givenAway(scope, seated)
  const honours = [...Map.groupBy(session.cases, ({ honour }) => honour.id).values()].flatMap((cases) => {
    const honour = cases[0]?.honour
    if (!honour) return []
    const seats = seated.definition.honours.find((one) => one.honour === honour.slug)?.seats ?? 0
    const left = Math.max(0, seats - (taken.get(honour.id) ?? 0))
    return [{ honour, ...honourResult(scope, seated, session, cases, left) }]
  })
  return { session, honours }
}

export type Results = Awaited<ReturnType<typeof resultsOf>>

/** What each rule of the programme needs and has, if these were chosen. */
export function meterOf({ definition }: Seated, { session, honours }: Results, caseIds: readonly number[]) {
  const groups = honours.map(({ honour, seats }) => ({
    ...{ honour: honour.slug, recipient: honour.recipientKind, type: "", when: {}, count: seats },
  }))
  const chosen = session.cases.filter(({ id }) => caseIds.includes(id))
  const nominees = chosen.map(({ id, nomination }) => ({ id, seat: nomination.seat, profile: profileOf(nomination) }))
  return meter(definition.ratios, groups, nominees)
}
