import { eq } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import {
  allotments,
  events,
  nominations,
  placings,
  programmeDefinitions,
  programmes,
  resultVersions,
} from "#db/schema/index.ts"
import { askConsent } from "#honours/nominations/consent/commands.ts"
import { copyNomination } from "#honours/nominations/copying/commands.ts"
import type { Move, MoveName } from "#honours/nominations/course/moves.ts"
import { renewFoundation } from "#honours/nominations/founding/corrections/commands.ts"
import { importNominations } from "#honours/nominations/importing/commands.ts"
import { askAlso, moveNomination } from "#honours/nominations/moves/commands.ts"
import { attachFile, saveSection } from "#honours/nominations/papers/commands.ts"
import { reviewMany } from "#honours/nominations/reviewing/commands.ts"
import { discardNomination, startNomination } from "#honours/nominations/starting/commands.ts"
import { numbersForForm } from "#honours/printing/commands.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { threeNotices, worker } from "../../honours/nominations/course/routes.ts"
import { seededRandom } from "../../support/app.ts"
import { makeNomination, makeProgramme } from "../../support/honours.ts"
import { makeOfficer } from "../../support/people.ts"
import { storeInMemory } from "../../support/store.ts"
import { pdf } from "../../support/uploads.ts"
import { type Attempts, attemptOn } from "./attempts.ts"
import { now, type World } from "./world.ts"

export const nominationStates = ["draft", "reviewed", "returned", "passed over", "ended"] as const
export type NominationStanding = (typeof nominationStates)[number]

const places = {
  draft: { state: "draft" },
  reviewed: { state: "underway", stepKey: "first_review" },
  returned: { state: "underway", stepKey: "congress", round: 2 },
  "passed over": { state: "passed" },
  ended: { state: "lost" },
} as const

const added = { key: "more", title: { zh: "加签", en: "More" }, by: "office" as const }
const moves: Partial<Record<MoveName, Move>> = {
  sign: { move: "sign", signer: "district", verdict: "agree" },
  return: { move: "return", to: "congress" },
  add_signer: { move: "add_signer", to: added },
}

/** A nomination of the works in a state, which the district recommends and whose office runs the selection. */
async function nominated({ db }: Scope, { honour, host, works, free }: World, standing: NominationStanding) {
  const programme = await makeProgramme(db, host, "states")
  const definition = { ...threeNotices, honours: [{ ...offered, honour: honour.slug }] }
  const facts = { programmeId: programme.id, number: 1, definition, reason: "", createdAt: now }
  await db.insert(programmeDefinitions).values(facts)
  const seats = { programmeId: programme.id, unitId: host.id, honourId: honour.id, seats: 5, typed: {} }
  await db.insert(allotments).values(seats)
  const place = { profile: { ...worker, honour: honour.slug }, recommendingUnitId: host.id, ...places[standing] }
  const nominee = { honour, unit: works, person: { id: free, name: "自由" } }
  return { programme, nomination: await makeNomination(db, programme, nominee, place) }
}
const [offered = { honour: "", seats: 0, differential: { perSeat: "1", rounding: "down" as const } }] =
  threeNotices.honours

/** Founds a nomination on the first of two versions of a published result, under a rule for first places. */
async function foundOnEarlier(
  { db }: Scope,
  { event, rulesId, holder, first, works, honour }: World,
  { programmeId, nominationId }: { readonly programmeId: number; readonly nominationId: number },
) {
  await db.update(events).set({ state: "published" }).where(eq(events.id, event.id))
  const rule = { key: "winners", title: { zh: "第一名", en: "First" }, honour: honour.slug, place: 1 }
  const foundations = [{ ...rule, tiers: [], entrants: 0, years: 10, seat: "regular" as const }]
  const definition = { ...threeNotices, honours: [{ ...offered, honour: honour.slug }], foundations }
  await db.update(programmeDefinitions).set({ definition }).where(eq(programmeDefinitions.programmeId, programmeId))
  const texts = { bundle: "{}", result: '{"entries":[]}', reason: "更正", publishedBy: holder.account }
  for (const number of [2, 1]) {
    const [version] = await db
      .insert(resultVersions)
      .values({ eventId: event.id, rulesId, number, ...texts, publishedAt: now, visibleFrom: now })
      .returning()
    const names = { code: "A01", name: first.name, unitName: "临江机械厂", status: "competed" }
    const ids = { resultVersionId: version?.id ?? 0, entryId: first.id, personId: first.personId, unitId: works.id }
    const won = { position: 1, place: 1, tied: false, total: "85", nodes: {}, prize: "first", createdAt: now }
    const [placing] = await db
      .insert(placings)
      .values({ ...ids, ...names, ...won })
      .returning()
    await db.update(nominations).set({ placingId: placing?.id }).where(eq(nominations.id, nominationId))
  }
}

type Work = (scope: Scope, world: World, made: Awaited<ReturnType<typeof nominated>>) => Promise<Result<unknown>>
const attempt = (work: Work) => attemptOn(nominated, work)

const moving = (name: MoveName): Attempts<NominationStanding>[string] =>
  attempt((scope, _, { nomination: { id } }) =>
    moveNomination(scope, id, { move: moves[name] ?? ({ move: name } as Move), version: 1, words: "x" }),
  )

const names = [
  "submit",
  "sign",
  "return",
  "resubmit",
  "withdraw",
  "add_signer",
  "reject",
  "pass_over",
  "call_up",
  "lose",
]
const row = [
  ["姓名或名称", "所在单位", "出生日期（同名时填）"],
  ["自游", "临江机械厂", ""],
]
const keep = { store: storeInMemory(), random: seededRandom("nominations") }
const upload = new File([pdf()], "proof.pdf")

export const ofNominations: Readonly<Record<string, Attempts<NominationStanding>>> = {
  "honours/nominations": {
    ...Object.fromEntries(names.map((name) => [name, moving(name as MoveName)])),
    startNomination: attempt((scope, { double, honour }, { programme }) =>
      startNomination(scope, {
        programmeId: programme.id,
        honourId: honour.id,
        personId: double,
        unitId: null,
        teamName: "",
      }),
    ),
    discardNomination: attempt((scope, _, { nomination: { id } }) => discardNomination(scope, id, 1)),
    saveSection: attempt((scope, _, { nomination: { id } }) =>
      saveSection(scope, id, "resume", { version: 0, typed: {} }),
    ),
    attachFile: attempt((scope, _, { nomination: { id } }) =>
      attachFile(scope, keep, id, { purpose: "deeds", upload }),
    ),
    askConsent: attempt((scope, _, { nomination: { id } }) => askConsent(scope, id, "2345-6789-ABCD-EFGH")),
  },
  "honours/nominations/importing": {
    importNominations: attempt((scope, _, { programme }) => importNominations(scope, programme.id, row, true)),
  },
  "honours/nominations/copying": {
    copyNomination: attempt(async (scope, { honour }, { nomination: { id } }) => {
      const [other] = await scope.db.select().from(programmes).where(eq(programmes.slug, "selection"))
      return copyNomination(scope, id, { programmeId: other?.id ?? 0, honourId: honour.id })
    }),
  },
  "honours/printing": {
    numbersForForm: attempt((scope, _, { nomination: { id } }) => numbersForForm(scope, id, "核对")),
  },
  "honours/nominations/founding/corrections": {
    renewFoundation: attempt(async (scope, world, { programme, nomination }) => {
      await foundOnEarlier(scope, world, { programmeId: programme.id, nominationId: nomination.id })
      return renewFoundation(scope, nomination.id, nomination.version)
    }),
  },
  "honours/nominations/reviewing": {
    reviewMany: attempt(async (scope, _, { nomination: { id } }) => {
      const review = { act: "pass", reason: "", deadline: null } as const
      const [reviewed] = await reviewMany(scope, [{ id, version: 1 }], review)
      return reviewed?.refusal ? refuse(reviewed.refusal) : ok(null)
    }),
  },
  "honours/nominations/moves": {
    askAlso: attempt(async (scope, { host }, { nomination: { id } }) => {
      const account = await makeOfficer(scope.db, host, "honours_officer")
      return askAlso(scope, id, { account, version: 1, words: "请会签" })
    }),
  },
}
