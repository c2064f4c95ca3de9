import { and, desc, eq, gt, inArray } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { committeeMembers, committees, people, programmes } from "#db/schema/index.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { committeeById, type Seated, type Session, sessionOf } from "../queries.ts"
import { judgesOf, votersOf } from "../results.ts"

export type MemberRow = typeof committeeMembers.$inferSelect

/** The person who asks, with an account or from a tablet. */
const personOf = ({ actor }: Scope): number | undefined =>
  actor.kind === "account" || actor.kind === "member" ? actor.personId : undefined

/** The place of whoever asks on a committee; a code opens that of one committee alone. */
export async function findPlace(
  scope: Scope,
  committeeId: number,
): Promise<{ seated: Seated; member: MemberRow } | undefined> {
  const { actor, db } = scope
  const personId = personOf(scope)
  if (personId === undefined || (actor.kind === "member" && actor.committeeId !== committeeId)) return undefined
  const [member] = await db
    .select()
    .from(committeeMembers)
    .where(and(eq(committeeMembers.committeeId, committeeId), eq(committeeMembers.personId, personId)))
  const seated = member && (await committeeById(db, committeeId))
  return seated && { seated, member }
}

/** The committees on which whoever asks sits, those in session first. */
export async function listPlaces(scope: Scope) {
  const personId = personOf(scope)
  if (personId === undefined) return []
  const rows = await scope.db
    .select({ committee: committees, programme: programmes, isChair: committeeMembers.isChair })
    .from(committeeMembers)
    .innerJoin(committees, eq(committees.id, committeeMembers.committeeId))
    .innerJoin(programmes, eq(programmes.id, committees.programmeId))
    .where(eq(committeeMembers.personId, personId))
    .orderBy(desc(eq(committees.state, "session")), desc(committees.id))
  return rows.filter(({ committee }) => scope.actor.kind !== "member" || committee.id === scope.actor.committeeId)
}

/**
 * What lies before a member: his dossiers by number, without those from which he is recused, and the ballot that is
 * open. Nothing here is about anybody else's scores or votes, and no count of them.
 */
export function deskOf(session: Session, { rules }: Seated, memberId: number) {
  const mine = (caseId: number) =>
    (rules.mode === "score" ? judgesOf(session, caseId) : votersOf(session, caseId)).includes(memberId)
  const dossiers = session.cases
    .filter(({ id }) => mine(id))
    .map(({ id, number, token }) => ({
      ...{ id, number, token },
      score: session.scores.find((one) => one.caseId === id && one.memberId === memberId),
    }))
  const open = session.ballots.find(({ closedAt }) => !closedAt)
  const votable = open?.caseIds.filter((id) => votersOf(session, id).includes(memberId)) ?? []
  const ballot = open && {
    ...{ id: open.id, number: open.number, seats: open.seats, hasVoted: open.voted.includes(memberId) },
    cases: session.cases
      .filter(({ id }) => votable.includes(id))
      .map(({ id, number, token }) => ({ id, number, token })),
  }
  return { dossiers, ballot: ballot && ballot.cases.length > 0 ? ballot : undefined }
}

export const deskFor = async ({ db }: Scope, seated: Seated, memberId: number) =>
  deskOf(await sessionOf(db, seated.committee.id), seated, memberId)

export type Desk = Awaited<ReturnType<typeof deskFor>>

const held = (db: Db) =>
  db
    .select({ member: committeeMembers, name: people.name })
    .from(committeeMembers)
    .innerJoin(people, eq(people.id, committeeMembers.personId))
    .innerJoin(committees, eq(committees.id, committeeMembers.committeeId))

/** The member whom a code signs in now, while there is something to do. */
export async function memberByCode({ db, now }: Scope, code: string) {
  const open = inArray(committees.state, ["seated", "session", "counted", "selected"])
  const valid = and(eq(committeeMembers.codeHash, sha256(typedCode(code))), gt(committeeMembers.codeUntil, now), open)
  const [row] = await held(db).where(valid)
  return row?.member
}

/** The member whose tablet holds a token. */
export async function memberByToken({ db, now }: Scope, token: string) {
  const valid = and(eq(committeeMembers.tokenHash, sha256(token)), gt(committeeMembers.codeUntil, now))
  const [row] = await held(db).where(valid)
  return row
}
