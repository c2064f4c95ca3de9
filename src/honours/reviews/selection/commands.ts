import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { committeeCases, committees } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { currentStanding } from "../../nominations/course/standing.ts"
import { lockNomination, makeMove } from "../../nominations/moves/commands.ts"
import { moveCommittee, onCommittee } from "../commands.ts"
import { type CommitteeRow, lockCommittee, sessionOf } from "../queries.ts"
import { ballotIsQuorate } from "../results.ts"
import { closeUrn, openBallot } from "../session/commands.ts"
import { findPlace } from "../session/queries.ts"
import { mayChoose } from "../standing.ts"
import { type Results, resultsOf } from "./queries.ts"

/** Lets the committee vote again on those who are tied at the line of an honour, for the seats that are left there. */
export const openSecondVote = (scope: Scope, committeeId: number, honourId: number) =>
  onCommittee(scope, committeeId, ["counted"], async (inner, seated) => {
    const { session, honours } = await resultsOf(inner, seated)
    if (session.ballots.some(({ closedAt }) => !closedAt)) return refuse({ code: "ballot_open" })
    const standing = honours.find(({ honour }) => honour.id === honourId)?.standing
    const line = standing?.lines[0]
    if (!line) return refuse({ code: "no_tie" })
    const number = Math.max(1, ...session.ballots.map((one) => one.number)) + 1
    await openBallot(inner, committeeId, { number, seats: line.open, caseIds: line.ids })
    const facts = { ballot: number, cases: line.ids.length }
    await record(inner, "committee.open_second_vote", { kind: "committee", id: committeeId }, facts)
    return ok(number)
  })

/** Closes a second vote once enough have voted. */
export const closeSecondVote = (scope: Scope, committeeId: number) =>
  onCommittee(scope, committeeId, ["counted"], async (inner, { rules }) => {
    const session = await sessionOf(inner.db, committeeId)
    const open = session.ballots.find(({ closedAt }) => !closedAt)
    if (!open) return refuse({ code: "no_ballot" })
    const numbers = session.cases.flatMap(({ id, number }) => (open.caseIds.includes(id) ? [number] : [])).join("、")
    if (!ballotIsQuorate(rules, session, open)) return refuse({ code: "not_quorate", numbers })
    await closeUrn(inner, open.id)
    const facts = { ballot: open.number }
    await record(inner, "committee.close_second_vote", { kind: "committee", id: committeeId }, facts)
    return ok(open.number)
  })

export type Selected = { readonly caseIds: readonly number[]; readonly reason: string; readonly version: number }

/** Settles the list: the chosen go on along their route, the others are passed over, all in one transaction. */
export const select = (scope: Scope, committeeId: number, { caseIds, reason, version }: Selected) =>
  onCommittee(scope, committeeId, ["counted"], async (inner, seated): Promise<Result<CommitteeRow>> => {
    const results = await resultsOf(inner, seated)
    const allowed = maySelect(inner, results, { ids: caseIds, reason })
    if (!allowed.ok) return allowed
    for (const one of results.session.cases.toSorted((a, b) => a.nomination.id - b.nomination.id)) {
      const isChosen = caseIds.includes(one.id)
      const moved = await moveOn(inner, one.nomination.id, isChosen)
      if (!moved.ok) return moved
      await inner.db.update(committeeCases).set({ isChosen }).where(eq(committeeCases.id, one.id))
    }
    const facts = { chosen: caseIds.length, cases: results.session.cases.length, unseated: unseated(results, caseIds) }
    return moveCommittee(inner, seated.committee, version, "select", { change: { departure: reason }, facts })
  })

/** Each honour's seats are chosen by its own standing; who is ring-fenced needs the threshold and no seat. */
function maySelect(
  { actor }: Scope,
  { session, honours }: Results,
  choice: { ids: readonly number[]; reason: string },
) {
  const isOwn = actor.kind === "account" && session.cases.some((one) => one.nomination.personId === actor.personId)
  if (isOwn) return refuse({ code: "own_case" })
  if (session.ballots.some(({ closedAt }) => !closedAt)) return refuse({ code: "ballot_open" })
  for (const { standing, fenced, seats, room, lines } of honours) {
    const here = lines.map((line) => line.case.id)
    const ids = choice.ids.filter((id) => here.includes(id) && !fenced.includes(id))
    const allowed = mayChoose(standing, { count: seats, room }, { ids, reason: choice.reason })
    if (!allowed.ok) return allowed
  }
  return ok(null)
}

/** How many of the chosen have no seat of their type. */
const unseated = ({ honours }: Results, ids: readonly number[]): number =>
  honours.reduce((sum, { fenced, lines, room }) => {
    const own = lines.flatMap((line) =>
      ids.includes(line.case.id) && !fenced.includes(line.case.id) ? line.case.id : [],
    )
    return sum + own.length - room(own)
  }, 0)

/** The committee's signature, or its passing over; who has left the step meanwhile is left as he stands. */
async function moveOn(scope: Scope, nominationId: number, isChosen: boolean): Promise<Result<unknown>> {
  const locked = await lockNomination(scope, nominationId)
  if (!locked) return refuse({ code: "not_found" })
  const { version } = locked.found.nomination
  const here = currentStanding(locked.steps, locked.course)
  if (here?.step.kind !== "committee") return ok(null)
  if (!isChosen) return makeMove(scope, locked, { move: { move: "pass_over" }, version })
  const signer = here.pending.find(({ by }) => by === "committee")
  if (!signer) return refuse({ code: "not_your_turn" })
  return makeMove(scope, locked, { move: { move: "sign", signer: signer.key, verdict: "agree" }, version })
}

/** The officer writes down what was said; the chair signs it. */
export const writeMinutes = (scope: Scope, committeeId: number, given: { minutes: string; version: number }) =>
  onCommittee(scope, committeeId, ["counted", "selected"], async (inner) => {
    const { minutes, version } = given
    const [kept] = await inner.db
      .update(committees)
      .set({ minutes, version: version + 1 })
      .where(and(eq(committees.id, committeeId), eq(committees.version, version)))
      .returning()
    if (!kept) return refuse({ code: "stale" })
    await record(inner, "committee.write_minutes", { kind: "committee", id: committeeId })
    return ok(kept)
  })

/** The chair's signature under the minutes, which are then closed. */
export const signMinutes = (scope: Scope, committeeId: number, version: number) =>
  transact(scope, async (inner): Promise<Result<CommitteeRow>> => {
    await lockCommittee(inner, committeeId)
    const place = await findPlace(inner, committeeId)
    if (!place) return refuse({ code: "not_found" })
    if (!place.member.isChair) return refuse({ code: "not_permitted" })
    const { committee } = place.seated
    if (!committee.minutes) return refuse({ code: "no_minutes" })
    return moveCommittee(inner, committee, version, "sign", { change: { signedAt: inner.now } })
  })
