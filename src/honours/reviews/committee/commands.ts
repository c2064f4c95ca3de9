import { and, eq, max } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { committeeCases, committees } from "#db/schema/index.ts"
import { hex } from "#lib/codes.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { moveCommittee, onCommittee } from "../commands.ts"
import { recuseByConflict } from "../members/commands.ts"
import { type CommitteeRow, casesOf, membersOf, sessionOf, waitingAt } from "../queries.ts"
import { caseOutcome } from "../results.ts"
import { closeUrn, dealReadings, openBallot } from "../session/commands.ts"
import { findRunProgramme } from "./queries.ts"

type Random = (length: number) => Uint8Array
export type Seating = { readonly stepKey: string; readonly name: string; readonly readers: number | null }

/** Seats a committee for a step of a programme; the next session of that step begins when this one has signed. */
export function seatCommittee(scope: Scope, programmeId: number, { stepKey, name, readers }: Seating) {
  return transact(scope, async (inner): Promise<Result<CommitteeRow>> => {
    const found = await findRunProgramme(inner, programmeId)
    if (!found) return refuse({ code: "not_found" })
    const step = found.definition.route.find(({ key }) => key === stepKey)
    if (!step?.committee) return refuse({ code: "no_committee_step", field: "stepKey" })
    const before = await inner.db.select().from(committees).where(eq(committees.programmeId, programmeId))
    const own = before.filter((one) => one.stepKey === stepKey)
    if (own.some(({ state }) => state !== "signed")) return refuse({ code: "session_unfinished", field: "stepKey" })
    const facts = { programmeId, stepKey, name, readers, definitionId: found.definitionId }
    const createdBy = inner.actor.kind === "account" ? inner.actor.accountId : null
    const [committee] = await inner.db
      .insert(committees)
      .values({ ...facts, session: own.length + 1, createdBy, createdAt: inner.now })
      .onConflictDoNothing()
      .returning()
    if (!committee) return refuse({ code: "session_unfinished", field: "stepKey" })
    await record(inner, "committee.seat", { kind: "committee", id: committee.id }, { programmeId, stepKey })
    return ok(committee)
  })
}

/** Brings those who stand at the step before the committee, each under a number and a token of chance. */
export const dealCases = (scope: Scope, committeeId: number, random: Random) =>
  onCommittee(scope, committeeId, ["seated"], async (inner, { committee }) => {
    const waiting = await waitingAt(inner, committee.programmeId, committee.stepKey)
    if (waiting.length === 0) return refuse({ code: "nobody_waits" })
    const [highest] = await inner.db
      .select({ number: max(committeeCases.number) })
      .from(committeeCases)
      .where(eq(committeeCases.committeeId, committeeId))
    const dealt = waiting
      .map(({ id }) => ({ nominationId: id, token: hex(random(16)), lot: hex(random(8)) }))
      .sort((a, b) => (a.lot < b.lot ? -1 : 1))
      .map(({ nominationId, token }, at) => ({
        ...{ committeeId, nominationId, token, hiddenWords: [] },
        number: (highest?.number ?? 0) + at + 1,
      }))
    await inner.db.insert(committeeCases).values(dealt)
    await record(inner, "committee.deal", { kind: "committee", id: committeeId }, { cases: dealt.length })
    return ok(dealt.length)
  })

/** Further words that the blind copy of one nominee leaves out, each on a line of its own. */
export const hideWords = (scope: Scope, committeeId: number, caseId: number, words: readonly string[]) =>
  onCommittee(scope, committeeId, ["seated", "session"], async (inner) => {
    const own = and(eq(committeeCases.id, caseId), eq(committeeCases.committeeId, committeeId))
    const changed = await inner.db
      .update(committeeCases)
      .set({ hiddenWords: [...words] })
      .where(own)
      .returning({ id: committeeCases.id })
    if (changed.length === 0) return refuse({ code: "not_found" })
    await record(inner, "committee.hide_words", { kind: "committee", id: committeeId }, { words: words.length })
    return ok(caseId)
  })

/** Whether the officer is himself a nominee before this committee. */
const isOwnCase = ({ actor }: Scope, cases: readonly { nomination: { personId: number | null } }[]): boolean =>
  actor.kind === "account" && cases.some(({ nomination }) => nomination.personId === actor.personId)

/** Opens the session: conflicts are out of the room, dossiers are dealt to their readers, the ballot is open. */
export const openSession = (scope: Scope, committeeId: number, version: number) =>
  onCommittee(scope, committeeId, ["seated"], async (inner, { committee, programme, rules }) => {
    const { db } = inner
    const [cases, members] = [await casesOf(db, committeeId), await membersOf(db, committeeId)]
    if (isOwnCase(inner, cases)) return refuse({ code: "own_case" })
    if (cases.length === 0) return refuse({ code: "nobody_dealt" })
    if (members.filter(({ isChair }) => isChair).length !== 1) return refuse({ code: "no_chair" })
    const current = await findRunProgramme(inner, programme.id)
    if (!current) return refuse({ code: "not_found" })
    const recused = await recuseByConflict(inner, committeeId)
    const dealt = await dealReadings(inner, committee)
    if (!dealt.ok) return dealt
    if (rules.mode === "ballot")
      await openBallot(inner, committeeId, { number: 1, seats: null, caseIds: cases.map(({ id }) => id) })
    const change = { openedAt: inner.now, definitionId: current.definitionId }
    const facts = { cases: cases.length, members: members.length, recused }
    return moveCommittee(inner, committee, version, "open", { change, facts })
  })

/** Closes the session once there is a quorum for everybody; what was given is then counted, and nothing more is taken. */
export const closeSession = (scope: Scope, committeeId: number, version: number) =>
  onCommittee(scope, committeeId, ["session"], async (inner, { committee, rules }) => {
    const session = await sessionOf(inner.db, committeeId)
    if (isOwnCase(inner, session.cases)) return refuse({ code: "own_case" })
    const short = session.cases.filter(({ id }) => !caseOutcome(rules, session, id).quorate)
    if (short.length > 0) return refuse({ code: "not_quorate", numbers: short.map(({ number }) => number).join("、") })
    for (const { id } of session.ballots) await closeUrn(inner, id)
    return moveCommittee(inner, committee, version, "close", { change: { closedAt: inner.now } })
  })
