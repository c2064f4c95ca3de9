import { eq } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import {
  ballots,
  ballotTurnouts,
  committeeCases,
  committeeScores,
  committees,
  nominations,
  programmeDefinitions,
} from "#db/schema/index.ts"
import type { CommitteeState } from "#db/words.ts"
import { decide } from "#honours/decisions/commands.ts"
import { assess, listForCultivation } from "#honours/decisions/cultivating/commands.ts"
import { findCultivation } from "#honours/decisions/cultivating/queries.ts"
import { announceNominees, conclude } from "#honours/decisions/noticing/commands.ts"
import { reportUpward } from "#honours/decisions/reporting/commands.ts"
import * as committee from "#honours/reviews/committee/commands.ts"
import * as members from "#honours/reviews/members/commands.ts"
import * as selection from "#honours/reviews/selection/commands.ts"
import * as session from "#honours/reviews/session/commands.ts"
import { translator } from "#i18n/translate.ts"
import { dayOf } from "#lib/dates.ts"
import { seededRandom } from "../../support/app.ts"
import { makeNominee, sittingCode } from "../../support/committees.ts"
import type { Attempts } from "./attempts.ts"
import type { World } from "./world.ts"

const random = seededRandom("committees")

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

async function bothVote({ db }: Scope, { sitting }: World) {
  const [ballot] = await db.select().from(ballots).where(eq(ballots.committeeId, sitting.committeeId))
  const voted = [sitting.chair, sitting.other].map(({ memberId }) => ({ ballotId: ballot?.id ?? 0, memberId }))
  await db.insert(ballotTurnouts).values(voted)
}

/** Three nominees with one score for two seats. */
async function twoTied(scope: Scope, world: World) {
  const { db, now } = scope
  const { sitting } = world
  await bothScore(scope, world)
  const dealt = { committeeId: sitting.committeeId, nominationId: sitting.late.id, number: 2, token: "late" }
  const [twin] = await db
    .insert(committeeCases)
    .values({ ...dealt, hiddenWords: [] })
    .returning()
  const scored = [sitting.chair, sitting.other].map(({ memberId }) => ({ caseId: twin?.id ?? 0, memberId }))
  await db.insert(committeeScores).values(scored.map((one) => ({ ...one, number: 1, score: "90", at: now })))
  const third = await makeNominee(db, sitting.reviewed, world.works, "第三人")
  const last = { ...dealt, nominationId: third.id, number: 3, token: "third", hiddenWords: [] }
  const [more] = await db.insert(committeeCases).values(last).returning()
  const again = scored.map(({ memberId }) => ({ caseId: more?.id ?? 0, memberId, number: 1, score: "90", at: now }))
  await db.insert(committeeScores).values(again)
}

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
    takePlace: { run: (scope) => session.takePlace(scope, sittingCode, random) },
    declareInterest: {
      run: (scope, { sitting }) => session.declareInterest(scope, sitting.committeeId, sitting.token, "师徒"),
    },
    score: {
      run: (scope, { sitting }) =>
        session.score(scope, sitting.committeeId, sitting.token, { score: "90", words: "", seen: 0 }),
    },
    cast: {
      prepare: openUrn,
      run: (scope, { sitting }) =>
        session.cast(scope, sitting.committeeId, new Map([[sitting.caseId, "for" as const]]), random),
    },
  },
  "honours/reviews/selection": {
    openSecondVote: {
      prepare: twoTied,
      run: (scope, { sitting }) => selection.openSecondVote(scope, sitting.committeeId, sitting.honourId),
    },
    closeSecondVote: {
      prepare: async (scope, world) => {
        await openUrn(scope, world)
        await bothVote(scope, world)
      },
      run: (scope, { sitting }) => selection.closeSecondVote(scope, sitting.committeeId),
    },
    select: {
      prepare: bothScore,
      run: (scope, { sitting }) =>
        selection.select(scope, sitting.committeeId, { caseIds: [sitting.caseId], reason: "", version: 1 }),
    },
    writeMinutes: {
      run: (scope, { sitting }) =>
        selection.writeMinutes(scope, sitting.committeeId, { minutes: "到会两人。", version: 1 }),
    },
    signMinutes: {
      prepare: (scope, { sitting }) =>
        scope.db.update(committees).set({ minutes: "到会两人。" }).where(eq(committees.id, sitting.committeeId)),
      run: (scope, { sitting }) => selection.signMinutes(scope, sitting.committeeId, 1),
    },
  },
}

const standAt =
  (stepKey: string) =>
  (scope: Scope, { sitting }: World) =>
    scope.db.update(nominations).set({ stepKey }).where(eq(nominations.id, sitting.late.id))

const texts = { title: "公示", basis: "依据", address: "工会路1号", phone: "0511-88880000", mail: "" }
const atNotice = ({ reviewed }: World["sitting"]) => ({ stepKey: "notice", unitId: reviewed.programme.unitId })
const announced = (scope: Scope, { sitting }: World) =>
  announceNominees(scope, sitting.reviewed.programme.slug, {
    ...{ ...atNotice(sitting), ...texts, firstDay: dayOf(scope.now), confirmed: true },
  })

const list = (scope: Scope, { sitting }: World) =>
  listForCultivation(scope, sitting.reviewed.programme.slug, {
    ids: [sitting.late.id],
    document: { number: "临工发〔2026〕8号", decidedOn: "2025-04-28", titleZh: "培育对象", ...unsaid },
  })

async function cultivated(scope: Scope, world: World) {
  const { definition, definitionId } = world.sitting.reviewed
  const longer = { ...definition, cultivation: { months: 12 } }
  await scope.db
    .update(programmeDefinitions)
    .set({ definition: longer })
    .where(eq(programmeDefinitions.id, definitionId))
  await standAt("decision")(scope, world)
}

/** The list is shown to the public and decided on; each attempt brings one nominee to the step. */
export const ofNaming: Readonly<Record<string, Attempts<"any">>> = {
  "honours/decisions": {
    decide: {
      prepare: standAt("decision"),
      run: (scope, { sitting }) =>
        decide(scope, sitting.reviewed.programme.slug, {
          ids: [sitting.late.id],
          posthumous: [],
          document: { number: "临工发〔2026〕9号", decidedOn: "2026-04-28", titleZh: "决定", ...unsaid },
          exception: { reason: "", basis: "" },
        }),
    },
  },
  "honours/decisions/cultivating": {
    listForCultivation: { prepare: cultivated, run: list },
    assess: {
      prepare: async (scope, world) => {
        await cultivated(scope, world)
        await list({ ...scope, actor: world.actors.H }, world)
      },
      run: async (scope, world) => {
        const { slug } = world.sitting.reviewed.programme
        const found = await findCultivation({ ...scope, actor: world.actors.H }, slug)
        const cultivation = found?.listed[0]?.cultivation.id ?? 0
        const given = { verdict: "pass" as const, assessment: "合格", assessedOn: "2026-04-28", version: 1 }
        return assess(scope, slug, { cultivation, ...given })
      },
    },
  },
  "honours/decisions/reporting": {
    reportUpward: {
      prepare: standAt("decision"),
      run: (scope, { sitting }) =>
        reportUpward(scope, sitting.reviewed.programme.slug, "上报", { t: translator("zh-CN"), isEnglish: false }),
    },
  },
  "honours/decisions/noticing": {
    announceNominees: { prepare: standAt("notice"), run: announced },
    conclude: {
      prepare: async (scope, world) => {
        await standAt("notice")(scope, world)
        await announced({ ...scope, actor: world.actors.H, now: new Date("2026-01-05T04:00:00Z") }, world)
      },
      run: (scope, { sitting }) =>
        conclude(scope, sitting.reviewed.programme.slug, {
          ...atNotice(sitting),
          upheld: "reject",
          ending: "公示期满。",
        }),
    },
  },
}

const unsaid = { titleEn: "", issuers: ["临江区总工会"], visibleFrom: null }
