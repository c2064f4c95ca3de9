import { eq, inArray } from "drizzle-orm"
import { record } from "#audit/record.ts"
import type { Scope } from "#db/db.ts"
import { committeeMembers, recusals } from "#db/schema/index.ts"
import { codeFrom, typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { onCommittee } from "../commands.ts"
import { conflictOf } from "../conflicts.ts"
import { casesOf, type Member, membersOf } from "../queries.ts"
import { memberById, personWithin } from "./queries.ts"

type Random = (length: number) => Uint8Array

export type NewMember = { readonly personId: number; readonly isChair: boolean }

/** Adds a member, in session too, where too few are left without a recusal; his conflicts put him out of the room at once. */
export const addMember = (scope: Scope, committeeId: number, { personId, isChair }: NewMember) =>
  onCommittee(scope, committeeId, ["seated", "session"], async (inner, seated) => {
    const person = await personWithin(inner.db, seated.unitPath, personId)
    if (!person) return refuse({ code: "member_unknown", field: "personId" })
    if (isChair) await dismissChair(inner, committeeId)
    const [row] = await inner.db
      .insert(committeeMembers)
      .values({ committeeId, personId, isChair, createdAt: inner.now })
      .onConflictDoNothing()
      .returning()
    if (!row) return refuse({ code: "member_already", field: "personId" })
    if (seated.committee.state === "session") await recuseByConflict(inner, committeeId, row.id)
    await record(inner, "committee.add_member", { kind: "committee", id: committeeId }, { memberId: row.id, isChair })
    return ok(row.id)
  })

const dismissChair = ({ db }: Scope, committeeId: number) =>
  db.update(committeeMembers).set({ isChair: false }).where(eq(committeeMembers.committeeId, committeeId))

/** Who chairs it; the chair signs the minutes. */
export const appointChair = (scope: Scope, committeeId: number, memberId: number) =>
  onCommittee(scope, committeeId, ["seated", "session", "counted"], async (inner) => {
    const member = await memberById(inner.db, committeeId, memberId)
    if (!member) return refuse({ code: "not_found" })
    await dismissChair(inner, committeeId)
    await inner.db.update(committeeMembers).set({ isChair: true }).where(eq(committeeMembers.id, memberId))
    await record(inner, "committee.appoint_chair", { kind: "committee", id: committeeId }, { memberId })
    return ok(memberId)
  })

/** Takes a member off before the session. */
export const removeMember = (scope: Scope, committeeId: number, memberId: number) =>
  onCommittee(scope, committeeId, ["seated"], async (inner) => {
    const member = await memberById(inner.db, committeeId, memberId)
    if (!member) return refuse({ code: "not_found" })
    await inner.db.delete(recusals).where(eq(recusals.memberId, memberId))
    await inner.db.delete(committeeMembers).where(eq(committeeMembers.id, memberId))
    await record(inner, "committee.remove_member", { kind: "committee", id: committeeId }, { memberId })
    return ok(memberId)
  })

const days = 86_400_000

export type Card = { readonly member: Member; readonly code: string }

/** Gives members codes to sign in with on a tablet, for three days; an earlier code and its tablet end with it. */
export const issueCodes = (scope: Scope, committeeId: number, memberIds: readonly number[], random: Random) =>
  onCommittee(scope, committeeId, ["seated", "session", "counted", "selected"], async (inner) => {
    const wanted = (await membersOf(inner.db, committeeId)).filter(({ id }) => memberIds.includes(id))
    if (wanted.length === 0) return refuse({ code: "nobody_chosen" })
    const cards = wanted.map((member): Card => ({ member, code: codeFrom(random(48)) }))
    const codeUntil = new Date(inner.now.getTime() + 3 * days)
    for (const { member, code } of cards)
      await inner.db
        .update(committeeMembers)
        .set({ codeHash: sha256(typedCode(code)), codeUntil, tokenHash: null, version: member.version + 1 })
        .where(eq(committeeMembers.id, member.id))
    const facts = { memberIds: cards.map(({ member }) => member.id) }
    await record(inner, "committee.issue_codes", { kind: "committee", id: committeeId }, facts)
    return ok(cards)
  })

/** Puts a member, or all of them, out of the room for every nominee with whom the directory shows a conflict. */
export async function recuseByConflict({ db, now }: Scope, committeeId: number, memberId?: number): Promise<number> {
  const cases = await casesOf(db, committeeId)
  const members = (await membersOf(db, committeeId)).filter(({ id }) => memberId === undefined || id === memberId)
  const rows = cases.flatMap(({ id, nomination, unit }) =>
    members.flatMap((member) => {
      const kind = conflictOf(member, { personId: nomination.personId, unit })
      return kind ? [{ caseId: id, memberId: member.id, kind, at: now }] : []
    }),
  )
  if (rows.length > 0) await db.insert(recusals).values(rows).onConflictDoNothing()
  return rows.length
}

/**
 * Points memberships to the file that a person's was merged into, inside the caller's transaction; who sits on one
 * committee by both files is for people to settle.
 */
export async function takeOverPerson({ db }: Scope, from: number, into: number): Promise<Result<null>> {
  const sits = await db
    .select()
    .from(committeeMembers)
    .where(inArray(committeeMembers.personId, [from, into]))
  const twice = sits.some((one) => sits.some((other) => other.id !== one.id && other.committeeId === one.committeeId))
  if (twice) return refuse({ code: "merge_seated_twice" })
  await db.update(committeeMembers).set({ personId: into }).where(eq(committeeMembers.personId, from))
  return ok(null)
}
