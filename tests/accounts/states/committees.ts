import { eq } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { committeeCases, committeeMembers, committeeScores, committees } from "#db/schema/index.ts"
import type { CommitteeState } from "#db/words.ts"
import * as committee from "#honours/reviews/committee/commands.ts"
import * as members from "#honours/reviews/members/commands.ts"
import * as session from "#honours/reviews/session/commands.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { seededRandom } from "../../support/app.ts"
import { makeNominee, makeReviewed } from "../../support/committees.ts"
import { makePerson, makeUnit } from "../../support/people.ts"
import type { Attempts } from "./attempts.ts"
import type { World } from "./world.ts"

const random = seededRandom("committees")
const createdAt = new Date("2026-03-01T00:00:00Z")
const code = "5678-9ABC-DEFG"
type Unit = { readonly id: number; readonly path: string; readonly name: string }

/** A committee of two experts before one nominee; each cell of the table puts it into its state. */
export async function makeSitting(db: Db, host: Unit, works: Unit) {
  const reviewed = await makeReviewed(db, host)
  const nominee = await makeNominee(db, reviewed, works, "工匠")
  const institute = await makeUnit(db, "临江研究所", host)
  const { programmeId, definitionId } = reviewed
  const facts = { programmeId, definitionId, stepKey: "experts", session: 1, name: "专家评审委员会", createdAt }
  const [row] = await db.insert(committees).values(facts).returning()
  const committeeId = row?.id ?? 0
  const seated = []
  for (const isChair of [true, false]) {
    const { id } = await makePerson(db, institute, "专家")
    const codeHash = isChair ? sha256(typedCode(code)) : null
    const until = { codeHash, codeUntil: new Date("2027-01-01") }
    const [made] = await db
      .insert(committeeMembers)
      .values({ committeeId, personId: id, isChair, createdAt, ...until })
      .returning()
    seated.push({ memberId: made?.id ?? 0, personId: id })
  }
  const [chair, other] = seated
  if (!chair || !other) throw new Error("no members")
  const dealt = { committeeId, nominationId: nominee.id, number: 1, token: "token", hiddenWords: [] }
  const [dossier] = await db.insert(committeeCases).values(dealt).returning()
  const late = await makeNominee(db, reviewed, works, "后来")
  return {
    committeeId,
    programmeId,
    chair,
    other,
    caseId: dossier?.id ?? 0,
    late,
    guest: await makePerson(db, institute, "新"),
  }
}

export const setCommittee =
  (state: CommitteeState) =>
  (scope: Scope, { sitting }: World) =>
    scope.db.update(committees).set({ state }).where(eq(committees.id, sitting.committeeId))

async function bothScore({ db, now }: Scope, { sitting }: World) {
  const scored = [sitting.chair, sitting.other].map(({ memberId }) => ({ caseId: sitting.caseId, memberId }))
  await db.insert(committeeScores).values(scored.map((one) => ({ ...one, number: 1, score: "90", at: now })))
}

const openUrn = (scope: Scope, { sitting }: World) =>
  session.openBallot(scope, sitting.committeeId, { number: 2, seats: 1, caseIds: [sitting.caseId] })

export const ofCommittees: Readonly<Record<string, Attempts<CommitteeState>>> = {
  "honours/reviews/committee": {
    seatCommittee: {
      run: (scope, { sitting }) =>
        committee.seatCommittee(scope, sitting.programmeId, { stepKey: "experts", name: "第二次", readers: null }),
    },
    dealCases: { run: (scope, { sitting }) => committee.dealCases(scope, sitting.committeeId, random) },
    hideWords: {
      run: (scope, { sitting }) => committee.hideWords(scope, sitting.committeeId, sitting.caseId, ["绰号"]),
    },
    openSession: { run: (scope, { sitting }) => committee.openSession(scope, sitting.committeeId, 1) },
    closeSession: {
      prepare: bothScore,
      run: (scope, { sitting }) => committee.closeSession(scope, sitting.committeeId, 1),
    },
  },
  "honours/reviews/members": {
    addMember: {
      run: (scope, { sitting }) =>
        members.addMember(scope, sitting.committeeId, { personId: sitting.guest.id, isChair: false }),
    },
    appointChair: {
      run: (scope, { sitting }) => members.appointChair(scope, sitting.committeeId, sitting.other.memberId),
    },
    removeMember: {
      run: (scope, { sitting }) => members.removeMember(scope, sitting.committeeId, sitting.other.memberId),
    },
    issueCodes: {
      run: (scope, { sitting }) => members.issueCodes(scope, sitting.committeeId, [sitting.other.memberId], random),
    },
  },
  "honours/reviews/session": {
    takePlace: { run: (scope) => session.takePlace(scope, code, random) },
    declareInterest: {
      run: (scope, { sitting }) => session.declareInterest(scope, sitting.committeeId, "token", "师徒"),
    },
    score: {
      run: (scope, { sitting }) =>
        session.score(scope, sitting.committeeId, "token", { score: "90", words: "", seen: 0 }),
    },
    cast: {
      prepare: openUrn,
      run: (scope, { sitting }) =>
        session.cast(scope, sitting.committeeId, new Map([[sitting.caseId, "for" as const]]), random),
    },
  },
}
