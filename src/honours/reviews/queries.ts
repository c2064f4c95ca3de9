import { and, asc, count, desc, eq, inArray, isNull } from "drizzle-orm"
import { mayInUnit } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import {
  ballotCases,
  ballotPapers,
  ballots,
  ballotTurnouts,
  committeeCases,
  committeeMembers,
  committeeReadings,
  committeeScores,
  committees,
  honours,
  nominations,
  people,
  programmeDefinitions,
  programmes,
  recusals,
  units,
} from "#db/schema/index.ts"
import type { Vote } from "#db/words.ts"
import { type Definition, definitionSchema } from "../programmes/definition.ts"
import type { CommitteeRules, Step } from "../programmes/steps.ts"
import type { Votes } from "./outcome.ts"

export type CommitteeRow = typeof committees.$inferSelect
export type CaseRow = typeof committeeCases.$inferSelect
export type ProgrammeRow = typeof programmes.$inferSelect

/** A committee with the programme that it sits for and the rules that it sits under. */
export type Seated = {
  readonly committee: CommitteeRow
  readonly programme: ProgrammeRow
  /** Path of the unit whose office runs the programme. */
  readonly unitPath: string
  readonly definition: Definition
  readonly step: Step
  readonly rules: CommitteeRules
}

/** A committee whoever asks for it: commands and pages ask whose it is. */
export async function committeeById(db: Db, id: number): Promise<Seated | undefined> {
  const [row] = await db
    .select({ committee: committees, programme: programmes, unitPath: units.path, stored: programmeDefinitions })
    .from(committees)
    .innerJoin(programmes, eq(programmes.id, committees.programmeId))
    .innerJoin(units, eq(units.id, programmes.unitId))
    .innerJoin(programmeDefinitions, eq(programmeDefinitions.id, committees.definitionId))
    .where(eq(committees.id, id))
  if (!row) return undefined
  const { stored, ...rest } = row
  const definition = definitionSchema.parse(stored.definition)
  const step = definition.route.find(({ key }) => key === row.committee.stepKey)
  if (!step?.committee) throw new Error("a committee sits at a step that is none of its kind")
  return { ...rest, definition, step, rules: step.committee }
}

/** A committee of a programme that the actor runs; any other is not found. */
export async function findCommittee(scope: Scope, id: number): Promise<Seated | undefined> {
  const seated = await committeeById(scope.db, id)
  return seated && mayInUnit(scope.actor, "programmes.keep", { path: seated.unitPath }) ? seated : undefined
}

/** Holds a committee for the rest of the transaction, so that its commands take turns. */
export const lockCommittee = ({ db }: Scope, id: number) =>
  db.select({ id: committees.id }).from(committees).where(eq(committees.id, id)).for("no key update")

const memberColumns = {
  id: committeeMembers.id,
  committeeId: committeeMembers.committeeId,
  personId: committeeMembers.personId,
  isChair: committeeMembers.isChair,
  codeUntil: committeeMembers.codeUntil,
  version: committeeMembers.version,
  name: people.name,
  unitName: units.name,
  unit: { path: units.path, kind: units.kind },
}

/** The members, the chair first and the others by surname strokes. */
export const membersOf = (db: Db, committeeId: number) =>
  db
    .select(memberColumns)
    .from(committeeMembers)
    .innerJoin(people, eq(people.id, committeeMembers.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(eq(committeeMembers.committeeId, committeeId))
    .orderBy(desc(committeeMembers.isChair), asc(people.sortStroke), asc(committeeMembers.id))

export type Member = Awaited<ReturnType<typeof membersOf>>[number]

/** The nominees before a committee with who they are: for the officer, and for rules that look for conflicts. */
export const casesOf = (db: Db, committeeId: number) =>
  db
    .select({
      ...{ id: committeeCases.id, number: committeeCases.number, token: committeeCases.token },
      ...{ hiddenWords: committeeCases.hiddenWords, isChosen: committeeCases.isChosen },
      nomination: nominations,
      honour: honours,
      unitName: units.name,
      unit: { path: units.path, kind: units.kind },
    })
    .from(committeeCases)
    .innerJoin(nominations, eq(nominations.id, committeeCases.nominationId))
    .innerJoin(honours, eq(honours.id, nominations.honourId))
    .innerJoin(units, eq(units.id, nominations.unitId))
    .where(eq(committeeCases.committeeId, committeeId))
    .orderBy(asc(committeeCases.number))

export type Case = Awaited<ReturnType<typeof casesOf>>[number]

export const recusalsOf = (db: Db, committeeId: number) =>
  db
    .select({
      caseId: recusals.caseId,
      memberId: recusals.memberId,
      kind: recusals.kind,
      reason: recusals.reason,
      name: people.name,
      number: committeeCases.number,
    })
    .from(recusals)
    .innerJoin(committeeCases, eq(committeeCases.id, recusals.caseId))
    .innerJoin(committeeMembers, eq(committeeMembers.id, recusals.memberId))
    .innerJoin(people, eq(people.id, committeeMembers.personId))
    .where(eq(committeeCases.committeeId, committeeId))
    .orderBy(asc(committeeCases.number), asc(recusals.id))

export type Recusal = Awaited<ReturnType<typeof recusalsOf>>[number]

export const readingsOf = (db: Db, committeeId: number) =>
  db
    .select({ caseId: committeeReadings.caseId, memberId: committeeReadings.memberId })
    .from(committeeReadings)
    .innerJoin(committeeCases, eq(committeeCases.id, committeeReadings.caseId))
    .where(eq(committeeCases.committeeId, committeeId))

/** The scores that count: of each member the last one for each case. */
export const scoresOf = (db: Db, committeeId: number) =>
  db
    .selectDistinctOn([committeeScores.caseId, committeeScores.memberId], {
      caseId: committeeScores.caseId,
      memberId: committeeScores.memberId,
      number: committeeScores.number,
      score: committeeScores.score,
      words: committeeScores.words,
    })
    .from(committeeScores)
    .innerJoin(committeeCases, eq(committeeCases.id, committeeScores.caseId))
    .where(eq(committeeCases.committeeId, committeeId))
    .orderBy(asc(committeeScores.caseId), asc(committeeScores.memberId), desc(committeeScores.number))

export type Score = Awaited<ReturnType<typeof scoresOf>>[number]

/** The ballots of a committee with what they are about, who has voted, and how each nominee's papers count. */
export async function ballotsOf(db: Db, committeeId: number) {
  const rows = await db.select().from(ballots).where(eq(ballots.committeeId, committeeId)).orderBy(asc(ballots.number))
  const ids = rows.map(({ id }) => id)
  const about = await db.select().from(ballotCases).where(inArray(ballotCases.ballotId, ids))
  const turnouts = await db.select().from(ballotTurnouts).where(inArray(ballotTurnouts.ballotId, ids))
  const papers = await db
    .select({ ballotId: ballotPapers.ballotId, caseId: ballotPapers.caseId, vote: ballotPapers.vote, count: count() })
    .from(ballotPapers)
    .where(inArray(ballotPapers.ballotId, ids))
    .groupBy(ballotPapers.ballotId, ballotPapers.caseId, ballotPapers.vote)
  return rows.map((ballot) => ({
    ...ballot,
    caseIds: about.filter(({ ballotId }) => ballotId === ballot.id).map(({ caseId }) => caseId),
    voted: turnouts.filter(({ ballotId }) => ballotId === ballot.id).map(({ memberId }) => memberId),
    votes: new Map(
      about
        .filter(({ ballotId }) => ballotId === ballot.id)
        .map(({ caseId }) => [caseId, countedOf(papers, ballot.id, caseId)]),
    ),
  }))
}

type Counted = { readonly ballotId: number; readonly caseId: number; readonly vote: Vote; readonly count: number }

function countedOf(papers: readonly Counted[], ballotId: number, caseId: number): Votes {
  const own = papers.filter((one) => one.ballotId === ballotId && one.caseId === caseId)
  const of = (vote: Vote) => own.find((one) => one.vote === vote)?.count ?? 0
  return { for: of("for"), against: of("against"), abstain: of("abstain") }
}

export type Ballot = Awaited<ReturnType<typeof ballotsOf>>[number]

/** Everything that a session has come to so far. */
export async function sessionOf(db: Db, committeeId: number) {
  return {
    members: await membersOf(db, committeeId),
    cases: await casesOf(db, committeeId),
    recusals: await recusalsOf(db, committeeId),
    readings: await readingsOf(db, committeeId),
    scores: await scoresOf(db, committeeId),
    ballots: await ballotsOf(db, committeeId),
  }
}

export type Session = Awaited<ReturnType<typeof sessionOf>>

/** Nominations that stand at a step and sit before no committee that is still at work. */
export async function waitingAt({ db }: Scope, programmeId: number, stepKey: string) {
  const taken = db
    .select({ id: committeeCases.nominationId })
    .from(committeeCases)
    .innerJoin(committees, eq(committees.id, committeeCases.committeeId))
    .where(and(eq(committees.programmeId, programmeId), eq(committees.stepKey, stepKey), isNull(committees.closedAt)))
  const rows = await db
    .select({ id: nominations.id, name: nominations.name })
    .from(nominations)
    .where(
      and(
        eq(nominations.programmeId, programmeId),
        eq(nominations.state, "underway"),
        eq(nominations.stepKey, stepKey),
      ),
    )
    .orderBy(asc(nominations.id))
  const held = new Set((await taken).map(({ id }) => id))
  return rows.filter(({ id }) => !held.has(id))
}
