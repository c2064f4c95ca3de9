import { and, asc, eq, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import {
  ballotCases,
  ballotPapers,
  ballots,
  ballotTurnouts,
  committeeMembers,
  committeeReadings,
  committeeScores,
  recusals,
} from "#db/schema/index.ts"
import type { Vote } from "#db/words.ts"
import { hex } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { assign } from "../assignment.ts"
import {
  type CommitteeRow,
  casesOf,
  lockCommittee,
  membersOf,
  readingsOf,
  recusalsOf,
  type Seated,
} from "../queries.ts"
import { deskFor, findPlace, type MemberRow, memberByCode } from "./queries.ts"

type Random = (length: number) => Uint8Array

/** Runs `work` for a member of a committee in one of some states; commands that close a session wait, and make wait. */
function atPlace<T>(
  scope: Scope,
  committeeId: number,
  states: readonly CommitteeRow["state"][],
  work: (inner: Scope, seated: Seated, member: MemberRow) => Promise<Result<T>>,
) {
  return transact(scope, async (inner): Promise<Result<T>> => {
    await lockCommittee(inner, committeeId)
    const place = await findPlace(inner, committeeId)
    if (!place) return refuse({ code: "not_found" })
    if (!states.includes(place.seated.committee.state)) return refuse({ code: "wrong_state" })
    return work(inner, place.seated, place.member)
  })
}

/** Signs a member's tablet in; the one before it is signed out. */
export const takePlace = (scope: Scope, code: string, random: Random) =>
  transact(scope, async (inner): Promise<Result<{ token: string; member: MemberRow }>> => {
    const member = await memberByCode(inner, code)
    if (!member) return refuse({ code: "wrong_code", field: "code" })
    const token = hex(random(32))
    await inner.db
      .update(committeeMembers)
      .set({ tokenHash: sha256(token) })
      .where(eq(committeeMembers.id, member.id))
    const { id: memberId, committeeId, personId } = member
    const scoped: Scope = { ...inner, actor: { kind: "member", memberId, committeeId, personId } }
    await record(scoped, "committee.sign_in", { kind: "committee", id: committeeId }, { memberId })
    return ok({ token, member })
  })

export const leavePlace = async ({ db }: Scope, token: string): Promise<void> => {
  await db
    .update(committeeMembers)
    .set({ tokenHash: null })
    .where(eq(committeeMembers.tokenHash, sha256(token)))
}

/** Deals the dossiers out to readers, evenly and across no conflict; what is dealt already stays. */
export async function dealReadings({ db }: Scope, { id, readers }: CommitteeRow): Promise<Result<number>> {
  if (readers === null) return ok(0)
  const [cases, members] = [await casesOf(db, id), await membersOf(db, id)]
  const work = { caseIds: cases.map((one) => one.id), memberIds: members.map((one) => one.id), readers }
  const conflicts = await recusalsOf(db, id)
  const dealt = assign({ ...work, conflicts, kept: await readingsOf(db, id) })
  if (!dealt.ok) {
    const short = dealt.refusal.short as readonly { caseId: number }[]
    const numbers = cases.filter((one) => short.some(({ caseId }) => caseId === one.id)).map(({ number }) => number)
    return refuse({ code: "readers_missing", numbers: numbers.join("、") })
  }
  if (dealt.value.length > 0) await db.insert(committeeReadings).values(dealt.value).onConflictDoNothing()
  return ok(dealt.value.length)
}

/**
 * A member declares an interest: from then on he sees nothing of that nominee. What he has scored counts no more, and
 * another reads in his place where there is one; a vote that lies in the urn can be taken out by nobody.
 */
export const declareInterest = (scope: Scope, committeeId: number, token: string, reason: string) =>
  atPlace(scope, committeeId, ["session"], async (inner, seated, member) => {
    const { dossiers, ballot } = await deskFor(inner, seated, member.id)
    const dossier = [...dossiers, ...(ballot?.cases ?? [])].find((one) => one.token === token)
    if (!dossier) return refuse({ code: "not_found" })
    if (ballot?.hasVoted) return refuse({ code: "already_voted" })
    const facts = { caseId: dossier.id, memberId: member.id }
    await inner.db.insert(recusals).values({ ...facts, kind: "declared", reason, at: inner.now })
    const own = and(eq(committeeReadings.caseId, dossier.id), eq(committeeReadings.memberId, member.id))
    const taken = await inner.db.delete(committeeReadings).where(own).returning({ id: committeeReadings.id })
    if (taken.length > 0) await dealReadings(inner, seated.committee)
    await record(inner, "committee.recuse", { kind: "committee", id: committeeId }, { memberId: member.id })
    return ok(dossier.id)
  })

export type Given = { readonly score: string; readonly words: string; readonly seen: number }

/** Keeps a score; sent twice it counts once, and one made without having seen the last is refused. */
export const score = (scope: Scope, committeeId: number, token: string, { score, words, seen }: Given) =>
  atPlace(scope, committeeId, ["session"], async (inner, seated, member) => {
    if (seated.rules.mode !== "score") return refuse({ code: "wrong_state" })
    const { dossiers } = await deskFor(inner, seated, member.id)
    const dossier = dossiers.find((one) => one.token === token)
    if (!dossier) return refuse({ code: "not_found" })
    const last = dossier.score
    const isSame = last?.number === seen + 1 && last.score === score && last.words === words
    if (isSame) return ok(dossier.id)
    if ((last?.number ?? 0) !== seen) return refuse({ code: "stale" })
    const facts = { caseId: dossier.id, memberId: member.id, number: seen + 1 }
    await inner.db.insert(committeeScores).values({ ...facts, score, words, at: inner.now })
    await record(inner, "committee.score", { kind: "committee", id: committeeId }, { memberId: member.id })
    return ok(dossier.id)
  })

/**
 * Casts a member's ballot, once. That he has voted is kept; how is kept in papers of their own that lead to nobody, and
 * the trail says the former alone.
 */
export const cast = (scope: Scope, committeeId: number, votes: ReadonlyMap<number, Vote>, random: Random) =>
  atPlace(scope, committeeId, ["session", "counted"], async (inner, seated, member) => {
    const { ballot } = await deskFor(inner, seated, member.id)
    if (!ballot) return refuse({ code: "no_ballot" })
    if (ballot.hasVoted) return refuse({ code: "already_voted" })
    const missing = ballot.cases.find(({ id }) => !votes.has(id))
    if (missing) return refuse({ code: "vote_missing", field: `vote-${missing.id}`, number: missing.number })
    await inner.db.insert(ballotTurnouts).values({ ballotId: ballot.id, memberId: member.id })
    const papers = ballot.cases.map(({ id }) => paper(ballot.id, id, votes.get(id) as Vote, random))
    await inner.db.insert(ballotPapers).values(papers)
    const facts = { memberId: member.id, ballot: ballot.number }
    await record(inner, "committee.vote", { kind: "committee", id: committeeId }, facts)
    return ok(ballot.id)
  })

/** A paper under an id of chance alone: a version 4 UUID. */
function paper(ballotId: number, caseId: number, vote: Vote, random: Random) {
  const bits = hex(random(16))
  const variant = "89ab"[Number.parseInt(bits[16] ?? "0", 16) % 4]
  const id = `${bits.slice(0, 8)}-${bits.slice(8, 12)}-4${bits.slice(13, 16)}-${variant}${bits.slice(17, 20)}-${bits.slice(20)}`
  return { id, ballotId, caseId, vote }
}

/** Opens a ballot on some nominees, inside the caller's transaction. */
export async function openBallot(
  { db, now }: Scope,
  committeeId: number,
  about: { readonly number: number; readonly seats: number | null; readonly caseIds: readonly number[] },
): Promise<void> {
  const { number, seats, caseIds } = about
  const [ballot] = await db.insert(ballots).values({ committeeId, number, seats, openedAt: now }).returning()
  if (!ballot) throw new Error("a ballot was not opened")
  await db.insert(ballotCases).values(caseIds.map((caseId) => ({ ballotId: ballot.id, caseId })))
}

/**
 * Closes a ballot, inside the caller's transaction, and writes its papers anew in the order of their ids: rows that one
 * statement wrote show neither which were cast together nor which were cast first.
 */
export async function closeUrn({ db, now }: Scope, ballotId: number): Promise<void> {
  const open = and(eq(ballots.id, ballotId), isNull(ballots.closedAt))
  const closed = await db.update(ballots).set({ closedAt: now }).where(open).returning({ id: ballots.id })
  if (closed.length === 0) return
  const own = eq(ballotPapers.ballotId, ballotId)
  const papers = await db.select().from(ballotPapers).where(own).orderBy(asc(ballotPapers.id))
  if (papers.length === 0) return
  await db.delete(ballotPapers).where(own)
  await db.insert(ballotPapers).values(papers)
}
