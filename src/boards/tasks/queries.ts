import { and, asc, eq, ne, sql } from "drizzle-orm"
import { holds, mayRunContest } from "#accounts/permissions.ts"
import { listOpenEvents } from "#competition/registration/queries.ts"
import type { Scope } from "#db/db.ts"
import { contests, entries, events, units } from "#db/schema/index.ts"
import { listConferrals } from "#honours/conferrals/queries.ts"
import { cultivationsOver } from "#honours/decisions/cultivating/waiting/queries.ts"
import { noticesWaiting } from "#honours/decisions/noticing/waiting/queries.ts"
import { correctedFoundations } from "#honours/nominations/founding/corrections/queries.ts"
import { waitingFor } from "#honours/nominations/listing/queries.ts"
import { signaturesWaiting } from "#honours/nominations/waiting/queries.ts"
import { countDue } from "#honours/register/terms/queries.ts"
import { listPlaces } from "#honours/reviews/session/queries.ts"
import { listNotices } from "#notices/issuing/queries.ts"
import { nextStep } from "./next-step.ts"

/** Events that the actor runs and that wait for a step of theirs, the earliest contest first. */
async function eventSteps(scope: Scope) {
  const inState = (state: string) =>
    sql<number>`count(${entries.id}) filter (where ${entries.registration} = ${state}::text)::int`
  const rows = await scope.db
    .select({
      contest: contests,
      event: events,
      hostPath: units.path,
      submitted: inState("submitted"),
      approved: inState("approved"),
    })
    .from(events)
    .innerJoin(contests, eq(contests.id, events.contestId))
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .leftJoin(entries, eq(entries.eventId, events.id))
    .where(and(ne(contests.state, "draft"), ne(events.state, "draft"), ne(events.state, "published")))
    .groupBy(events.id, contests.id, units.path)
    .orderBy(asc(contests.startsOn), asc(events.id))
  return rows
    .filter(({ contest, hostPath }) => mayRunContest(scope.actor, { id: contest.id, hostPath }))
    .flatMap(({ contest, event, submitted, approved }) => {
      const step = nextStep(event.state, { submitted, approved })
      return step ? [{ contest, event, ...step }] : []
    })
}

/** Open registrations of the actor's units with what they have entered so far. */
async function registrations(scope: Scope) {
  if (!holds(scope.actor, "registration.enter")) return []
  const { lines } = await listOpenEvents(scope, "", { size: 50, offset: 0 })
  return lines.filter(
    ({ contest, event }) =>
      event.state === "registration" &&
      contest.state === "announced" &&
      contest.registrationOpensAt <= scope.now &&
      scope.now < contest.registrationClosesAt,
  )
}

/** Committees on which the actor sits that are in session, and minutes that he signs as their chair. */
const openReviews = async (scope: Scope) =>
  (await listPlaces(scope)).filter(
    ({ committee: { state }, isChair }) => state === "session" || (state === "selected" && isChair),
  )
/** Notices of the actor's that can be closed, or hold objections without a conclusion. */
async function noticeSteps(scope: Scope) {
  if (!holds(scope.actor, "notices.keep")) return []
  const { lines } = await listNotices(scope, { state: "open" }, { number: 1, size: 50, offset: 0 })
  return lines.flatMap(({ notice, unit, list, waiting }) => {
    const over = list !== undefined && list.endsAt <= scope.now
    const step = waiting > 0 ? "investigate" : over ? "close" : undefined
    return step && list
      ? [{ id: notice.id, title: notice.title, unit: unit.name, endsAt: list.endsAt, waiting, step }]
      : []
  })
}

/** Everything that waits for the person who is signed in; `begins` who may set up units and contests. */
export async function tasksOf(scope: Scope) {
  const conferrals = await listConferrals(scope)
  return {
    begins: holds(scope.actor, "directory.keep") && holds(scope.actor, "contests.run"),
    registrations: await registrations(scope),
    steps: await eventSteps(scope),
    reviews: await openReviews(scope),
    notices: await noticeSteps(scope),
    nominations: await waitingFor(scope),
    corrected: holds(scope.actor, "programmes.keep") ? await correctedFoundations(scope) : [],
    cultivations: await cultivationsOver(scope),
    termsDue: await countDue(scope),
    signatures: await signaturesWaiting(scope),
    putUps: await noticesWaiting(scope),
    conferrals: conferrals.filter(({ waiting, event }) => waiting > 0 && event.state === "published"),
  }
}
