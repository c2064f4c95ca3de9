import { createHmac } from "node:crypto"
import { and, eq } from "drizzle-orm"
import { openAccount } from "#accounts/commands.ts"
import { policies } from "#accounts/policy.ts"
import * as contests from "#competition/contests/commands.ts"
import * as draws from "#competition/draws/commands.ts"
import * as desk from "#competition/judging/desk/commands.ts"
import * as marks from "#competition/judging/marks/commands.ts"
import * as operations from "#competition/judging/operations/commands.ts"
import * as panel from "#competition/judging/panel/commands.ts"
import * as seats from "#competition/judging/seats/commands.ts"
import { packetKeys } from "#competition/judging/seats/queries.ts"
import * as sheets from "#competition/judging/sheets/commands.ts"
import { substitute } from "#competition/judging/substitution/commands.ts"
import * as tray from "#competition/judging/tray/commands.ts"
import { readBundle } from "#competition/ranking/read.ts"
import * as approval from "#competition/registration/approval/commands.ts"
import * as registration from "#competition/registration/commands.ts"
import * as imports from "#competition/registration/import/commands.ts"
import * as rehearsals from "#competition/rehearsals/commands.ts"
import * as results from "#competition/results/commands.ts"
import { announceResult } from "#competition/results/noticing/commands.ts"
import type { Scope } from "#db/db.ts"
import {
  certificateFormats,
  draws as drawTable,
  entries,
  markOperations,
  people as peopleTable,
  revocations as revocationTable,
  seatDevices,
  seats as seatTable,
} from "#db/schema/index.ts"
import type { ContestState, EventState, RevocationState } from "#db/words.ts"
import * as units from "#directory/organisations/commands.ts"
import * as unitNames from "#directory/organisations/names/commands.ts"
import * as people from "#directory/people/commands.ts"
import * as inviting from "#directory/people/invitation/commands.ts"
import * as names from "#directory/people/names/commands.ts"
import * as numbers from "#directory/people/numbers/commands.ts"
import * as conferrals from "#honours/conferrals/commands.ts"
import * as printing from "#honours/register/certificates/commands.ts"
import * as register from "#honours/register/commands.ts"
import * as corrections from "#honours/register/corrections/commands.ts"
import * as decided from "#honours/register/decisions/commands.ts"
import * as copies from "#honours/register/decisions/copies/commands.ts"
import * as entering from "#honours/register/entering/commands.ts"
import * as filing from "#honours/register/filing/commands.ts"
import * as numbering from "#honours/register/numbering/commands.ts"
import * as revocations from "#honours/register/revocations/commands.ts"
import * as terms from "#honours/register/terms/commands.ts"
import { dayOf } from "#lib/dates.ts"
import type { Result } from "#lib/result.ts"
import { smallBundle } from "../../journeys/small-bundle.ts"
import { seededRandom } from "../../support/app.ts"
import { tradeRules, tradeTitles } from "../../support/events.ts"
import { addRegisterEntry, addVersion, clearSeat, nobodyWaits, now, seatCode, signSheets, type World } from "./world.ts"

/** Steps of other commands, which have asked already, and of the start; by the folder of their `commands.ts`. */
export const within: Readonly<Record<string, readonly string[]>> = {
  accounts: ["openAccount", "takeOverPerson", "rehash", "actOnAccount"],
  "accounts/factors": ["dropFactors", "spendCode", "notePasskey", "resealSecondFactors"],
  "accounts/invitations": ["invite", "takeOverPerson"],
  "competition/contests": ["moveEvent"],
  "competition/registration": [
    "lockEvent",
    "lockOpenEvent",
    "enterNew",
    "mayEnter",
    "submit",
    "moveEntry",
    "setEntryStatus",
    "assignCodes",
  ],
  "competition/registration/coded": ["importEntries"],
  "competition/registration/merged": ["takeOverPerson"],
  "competition/results": ["takeOverPerson"],
  "competition/judging/panel": ["importSeats", "markSigned", "takeOverPerson"],
  "competition/judging/seats": ["endDevicesOf", "deleteDevicesOf", "noteSeen", "noteReport", "leaveSeat"],
  "competition/judging/marks": ["correctMark", "firstAnswer"],
  "competition/judging/operations": ["hear"],
  "competition/judging/retention": ["forgetOperations"],
  "competition/judging/sheets": ["importPanelChanges"],
  "honours/register": ["entrySearchKey", "enter", "fillStrokes", "takeOverPerson", "resealReceivers"],
  "honours/register/finding": ["keepTerms", "fillTerms"],
  "honours/register/decisions": ["enterDecision", "lockedDecision"],
  "honours/register/terms": ["startTerms"],
  "honours/register/numbering": ["giveNumbers"],
  "honours/history": ["judgeAnew", "takeOverPerson", "resealRows"],
  "honours/reviews": ["onCommittee", "moveCommittee"],
  "honours/reviews/members": ["recuseByConflict", "takeOverPerson"],
  "honours/reviews/session": ["leavePlace", "dealReadings", "openBallot", "closeUrn"],
  "honours/printing": ["numbersOf"],
  "honours/programmes": ["saveProgramme"],
  "honours/vetoes": ["noteVeto"],
  "directory/organisations": ["addRoot", "fillStrokes"],
  "directory/organisations/names": ["keepFormerUnitName"],
  "directory/people": ["addPerson", "addDuty", "lockPeople", "addPlaceholders", "fillStrokes"],
  "directory/people/files": ["identityOf", "phoneOf"],
  "directory/people/merging": ["takeOverPerson"],
  "directory/people/names": ["keepFormerName"],
  "directory/people/numbers": ["resealPeople"],
  "directory/setup": ["setUp"],
  "honours/nominations/merged": ["takeOverPerson"],
  "honours/opinions/sealing": ["resealLetters"],
  "honours/nominations/moves": ["lockNomination", "makeMove"],
  "notices/issuing": ["lockNotice", "saveNotice", "beginPeriod", "againstMove"],
  "notices/issuing/running": ["strikeOut", "takeOff"],
  "honours/nominations/levels": ["leaveNotices"],
  "notices/issuing/proof": ["noteVisit", "checkNotices"],
  "notices/objections/sealing": ["resealStatements", "resealBodies"],
  "honours/nominations/papers": ["lockPapers"],
  "honours/nominations/deadlines": ["markOverdue"],
  "honours/nominations/reminding": ["remindDue"],
  "honours/nominations/starting": ["openPapers"],
  "honours/nominations/filling": ["fillPapers"],
  attachments: ["saveUpload", "removeFile", "sweepStore"],
  jobs: ["enqueue", "runDue", "countJobs"],
}

/**
 * Commands that are tried elsewhere: a passkey needs a browser, trail and calendar belong to the top of the tree alone,
 * and of nominations those that need whole papers, a file, a code or a colleague (tests/honours/nominations).
 * Commands that are tried elsewhere: a passkey needs a browser, and trail and calendar belong to the top of the tree
 * alone; the draft of an import is its owner's and nobody else's.
 */
export const elsewhere: Readonly<Record<string, readonly string[]>> = {
  "accounts/factors": ["addPasskey"],
  "competition/results": ["changeHour"],
  "honours/register/counting": ["foldCounts"],
  "boards/trail": ["exportTrail"],
  "notices/calendar": ["setDay", "clearDay", "announceYear"],
  "honours/nominations/moves": ["handOver"],
  "honours/nominations/papers": ["detachFile"],
  "honours/vetoes": ["recordVeto", "liftVeto"],
  "honours/nominations/founding": ["nominateWinners"],
  "honours/nominations/submission": ["submitNomination"],
  "honours/nominations/consent": ["answerConsent"],
  "honours/history": [
    "keepHistory",
    "decideUnits",
    "decideAllUnits",
    "decidePeople",
    "mendRows",
    "nameHonour",
    "leaveOutOpen",
    "discardHistory",
  ],
  "honours/history/importing": ["importHistory"],
}

/** One command with valid input; `prepare` makes what it needs beside the state itself. */
export type Attempt<S extends string> = (scope: Scope, world: World, state: S) => Promise<Result<unknown>>
type Prepared<S extends string> = { readonly prepare?: (root: Scope, world: World, state: S) => Promise<unknown> }
export type Attempts<S extends string> = Readonly<Record<string, { readonly run: Attempt<S> } & Prepared<S>>>

/** An attempt on something that is made once for all who try it. */
export function attemptOn<S extends string, Made>(
  make: (root: Scope, world: World, state: S) => Promise<Made>,
  run: (scope: Scope, world: World, made: Made, state: S) => Promise<Result<unknown>>,
): Attempts<S>[string] {
  let made: Made
  return {
    prepare: async (root, world, state) => {
      made = await make(root, world, state)
    },
    run: (scope, world, state) => run(scope, world, made, state),
  }
}

const eventForm = {
  code: "fitter",
  titleZh: "钳工",
  titleEn: "Fitter",
  occupationCode: null,
  entrantGroup: "worker" as const,
  eligibility: {},
  perUnitLimit: null,
  capacity: null,
  showsJudgeMarks: true,
}
const contestForm = (world: World) => ({
  titleZh: "技能大赛",
  titleEn: "",
  slug: "another",
  hostUnitId: world.host.id,
  hosts: "",
  tier: "",
  approvalBasis: "",
  place: "",
  startsOn: "2026-04-10",
  endsOn: "2026-04-12",
  registrationOpensAt: new Date("2026-03-01T00:00:00Z"),
  registrationClosesAt: new Date("2026-04-09T00:00:00Z"),
})
const personForm = {
  name: "王新",
  sex: "male" as const,
  birthDate: "1990-01-01",
  post: "",
  identityClass: "industrial_worker" as const,
  skillLevel: null,
  isStudent: false,
  sortKeyOverride: "",
}
const reason = "更正"
const book = { rules: tradeRules, titles: tradeTitles }
const seatOf = (world: World, at: number) => world.panel[at] ?? 0
const judge = { role: "judge" as const, alias: "J10", personId: null, slots: ["practice"] }

const ofContests: Attempts<EventState> = {
  openRegistration: { run: (scope, { event }) => contests.openRegistration(scope, event.id, event.version) },
  changeEvent: { run: (scope, { event }) => contests.changeEvent(scope, event.id, event.version, eventForm) },
  changeRules: { run: (scope, { event }) => contests.changeRules(scope, event.id, { seen: 1, reason, ...book }) },
}

const ofRegistration: Attempts<EventState> = {
  enterPerson: { run: (scope, w) => registration.enterPerson(scope, w.event.id, { person: w.free, team: "" }) },
  enterNewPerson: {
    run: (scope, w) => registration.enterNewPerson(scope, w.event.id, { ...personForm, unit: w.works.id, team: "" }),
  },
  withdrawEntry: { run: (scope, { first }) => registration.withdrawEntry(scope, first.id, { version: 1, reason }) },
  approveEntries: { run: (scope, w) => approval.approveEntries(scope, w.event.id, [w.waiting]) },
  rejectEntry: { run: (scope, w) => approval.rejectEntry(scope, w.event.id, w.waiting, { version: 1, reason }) },
  reopenEntry: { run: (scope, w) => approval.reopenEntry(scope, w.event.id, w.rejected, { version: 1 }) },
  changeStatus: {
    run: (scope, w) => approval.changeStatus(scope, w.event.id, w.first.id, { version: 1, reason, status: "absent" }),
  },
}

const ofImport: Attempts<EventState> = {
  importEntries: {
    run: async (scope, { event, works }) => {
      const row = { row: 2, ...personForm, unit: works.id, team: "" }
      return (await imports.importEntries(scope, event.id, [row], true)) as Result<unknown>
    },
  },
}

const prepareDraw = async ({ db }: Scope, { event }: World) =>
  db
    .insert(drawTable)
    .values({ eventId: event.id, seed: "00", seedHash: "00", method: "x", inputs: [], createdAt: now })
    .onConflictDoNothing()

const ofDraws: Attempts<EventState> = {
  prepareDraw: { run: (scope, { event }) => draws.prepareDraw(scope, event.id, new Uint8Array(32)) },
  drawCodes: {
    prepare: async (root, world) => {
      await prepareDraw(root, world)
      await nobodyWaits(root, world)
    },
    run: (scope, { event }) => draws.drawCodes(scope, event.id, "B"),
  },
  openCodeList: { run: (scope, { event }) => draws.openCodeList(scope, event.id) },
}

const slotFor = ({ actor }: Scope) => (actor.kind === "seat" && actor.role === "scorekeeper" ? "theory" : "practice")
const markOf = (scope: Scope, id: string) => ({ id, entry: "A01", slot: slotFor(scope), value: "88", seenVersion: 1 })
const signJ2 = ({ db }: Scope, world: World) =>
  db
    .update(seatTable)
    .set({ signedAt: now })
    .where(eq(seatTable.id, seatOf(world, 1)))
const laidId = "01890000-0000-7000-8000-000000000003"
/** What J2 sent too late waits for the head judge. */
const layMark = async ({ db }: Scope, world: World) => {
  const [entry] = await db
    .select({ id: entries.id })
    .from(entries)
    .where(and(eq(entries.eventId, world.event.id), eq(entries.code, "A01")))
  const cell = { entryId: entry?.id ?? null, slot: "practice", seatId: seatOf(world, 1), bySeatId: seatOf(world, 1) }
  const what = { eventId: world.event.id, value: "87", seenVersion: 0, version: 0, outcome: "locked", at: now }
  await db.insert(markOperations).values({ id: laidId, ...cell, ...what })
}
/** A file of J2's tablet with one call to the head judge, signed as the tablet would. */
async function packetText(scope: Scope, world: World): Promise<string> {
  const [row] = await scope.db
    .insert(seatDevices)
    .values({ seatId: seatOf(world, 1), tokenHash: "packet", label: "ipad", boundAt: now, seenAt: now, endedAt: now })
    .returning()
  const id = "01890000-0000-7000-8000-000000000006"
  const made = { event: world.event.id, device: row?.id, seat: "J2", madeAt: now.toISOString() }
  const payload = JSON.stringify({ ...made, operations: [{ id, kind: "call" }], behind: {} })
  const key = row ? (packetKeys(scope, row)[0] ?? "") : ""
  const mac = createHmac("sha256", key).update(payload).digest("hex")
  return JSON.stringify({ laurel: "packet/1", device: row?.id, payload, mac })
}
const laid = ({ event }: World) => ({ eventId: event.id, id: laidId, reason })
const tablet = { token: undefined, label: "ipad" as const, random: seededRandom() }

const ofJudging: Attempts<EventState> = {
  appoint: { run: (scope, { event }) => panel.appoint(scope, event.id, judge) },
  changeSeat: { run: (scope, w) => panel.changeSeat(scope, seatOf(w, 2), { ...judge, version: 1 }) },
  removeSeat: {
    prepare: (root, w) => clearSeat(root, seatOf(w, 2)),
    run: (scope, w) => panel.removeSeat(scope, seatOf(w, 2)),
  },
  endSeat: { run: (scope, w) => panel.endSeat(scope, seatOf(w, 2), reason) },
  substitute: { run: (scope, w) => substitute(scope, seatOf(w, 2), { alias: "J8", personId: null, reason }) },
  issueCards: { run: (scope, w) => panel.issueCards(scope, w.event.id, [seatOf(w, 2)], seededRandom()) },
  startJudging: { run: (scope, { event }) => panel.startJudging(scope, event.id) },
  takeSeat: { run: (scope) => seats.takeSeat(scope, seatCode, tablet, true) },
  saveMark: { run: (scope) => marks.saveMark(scope, markOf(scope, "01890000-0000-7000-8000-000000000001")) },
  saveAll: { run: (scope) => marks.saveAll(scope, [markOf(scope, "01890000-0000-7000-8000-000000000002")]) },
  signSheet: { run: (scope) => sheets.signSheet(scope) },
  carryOut: {
    run: (scope) => operations.carryOut(scope, { kind: "call", id: "01890000-0000-7000-8000-000000000004" }),
  },
  applyItem: {
    prepare: layMark,
    run: (scope, world) => tray.applyItem(scope, laid(world), 1, "01890000-0000-7000-8000-000000000005"),
  },
  importPacket: {
    run: async (scope, w) => desk.importPacket(scope, w.event.id, await packetText(scope, w)),
  },
  askSync: { run: (scope, w) => desk.askSync(scope, w.event.id, []) },
  setAside: { prepare: layMark, run: (scope, world) => tray.setAside(scope, laid(world)) },
  reopenSheet: { prepare: signJ2, run: (scope) => sheets.reopenSheet(scope, "J2", reason) },
  changePanel: { run: (scope) => sheets.changePanel(scope, { entry: "A01", node: "practice", size: 4, reason }) },
  findStatus: { run: (scope) => sheets.findStatus(scope, "A01", "absent", reason) },
  signSet: { prepare: signSheets, run: (scope) => sheets.signSet(scope) },
}

const ofResults: Attempts<EventState> = {
  decode: {
    run: (scope, { event, witness }) =>
      results.decode(scope, { eventId: event.id, version: event.version, witnessId: witness }),
  },
  publish: { run: (scope, { event: { id, version } }) => results.publish(scope, { eventId: id, version, reason }) },
  reopen: { run: (scope, { event: { id, version } }) => results.reopen(scope, { eventId: id, version, reason }) },
}

const decision = { decidedOn: "2026-04-05", documentNumber: "临工发〔2026〕3号", visibleFrom: null }
let version = 0

const ofConferrals: Attempts<EventState> = {
  confer: {
    prepare: async (root, world) => {
      version = await addVersion(root, world)
    },
    run: (scope, { honour }) => {
      const choice = { prize: "first", honourId: honour.id, rank: 1, gradeZh: "一等奖", gradeEn: "First" }
      return conferrals.confer(scope, { versionId: version, choices: [choice], decision })
    },
  },
}

const ofResultNotices: Attempts<EventState> = {
  announceResult: {
    prepare: addVersion,
    run: (scope, { event }) => {
      const office = { address: "江城市工会大厦", phone: "0591-88000000", mail: "" }
      const texts = { title: "获奖名单公示", basis: "根据竞赛规程公示。", workingDays: 5, reason: "", ...office }
      const day = { firstDay: dayOf(scope.now), confirmed: true }
      return announceResult(scope, { eventId: event.id, whom: "prizes", ...texts, ...day })
    },
  },
}

export const ofEvents = {
  "competition/contests": ofContests,
  "competition/registration": ofRegistration,
  "competition/registration/import": ofImport,
  "competition/draws": ofDraws,
  "competition/judging": ofJudging,
  "competition/results": ofResults,
  "competition/results/noticing": ofResultNotices,
  "honours/conferrals": ofConferrals,
}

const bundle = () => {
  const read = readBundle(smallBundle)
  if (!read.ok) throw new Error("the small bundle is not read")
  return read.value
}
const words = { person: (code: string) => code, post: "", reason }

export const ofWholeContests: Readonly<Record<string, Attempts<ContestState>>> = {
  "competition/contests": {
    createContest: { run: (scope, world) => contests.createContest(scope, contestForm(world)) },
    changeContest: {
      run: (scope, w) => contests.changeContest(scope, w.contest.id, w.contest.version, contestForm(w)),
    },
    announce: { run: (scope, { contest: { id, version } }) => contests.moveContest(scope, id, version, "announce") },
    close: { run: (scope, { contest: { id, version } }) => contests.moveContest(scope, id, version, "close") },
    createEvent: {
      run: (scope, { contest }) => contests.createEvent(scope, contest.id, { ...eventForm, code: "turner" }, book),
    },
    changeEvent: ofContests.changeEvent as Attempts<ContestState>[string],
    changeRules: ofContests.changeRules as Attempts<ContestState>[string],
  },
  "competition/rehearsals": {
    rehearse: {
      run: (scope, { contest }) =>
        rehearsals.rehearse(scope, contest.id, { bundle: bundle(), code: "rehearsal" }, words),
    },
  },
}

const registerStates = ["visible", "waiting", "revoked"] as const
export type RegisterState = (typeof registerStates)[number]
const honourForm = {
  titleZh: "奖章",
  titleEn: "Medal",
  slug: "another-medal",
  level: "municipal" as const,
  recipientKind: "person" as const,
  conferredBy: "总工会",
  rank: 1,
}
const entryForm = {
  recipientName: "王新",
  unitName: "临江机械厂",
  gradeZh: "",
  gradeEn: "",
  gradeRank: 1,
  forZh: "",
  forEn: "",
  year: 2026,
  decidedOn: "2026-04-01",
  documentNumber: "",
  visibleFrom: null,
  sortKeyOverride: "",
  isPosthumous: false,
  receiverName: "",
  receiverRelation: "",
}
const correctionForm = {
  ...{ recipientName: "乙", sortKeyOverride: "", unitName: "临江机械厂", gradeZh: "", gradeEn: "", gradeRank: 0 },
  ...{ forZh: "", forEn: "", year: 2026, yearTo: null, decidedOn: "2026-04-01", documentNumber: "" },
  correctionReason: reason,
}
const termRules = { years: 3, reconfirmationMonths: 6 }
const term = { ...termRules, endsOn: "2029-04-01", basis: "任期三年" }
const termDecision = { grade: "", documentNumber: "临工发〔2026〕6号", decidedOn: "2026-04-05", basis: reason }
const decisionForm = { titleZh: "关于表彰的决定", titleEn: "", issuers: ["临江区总工会"], body: "", version: 1 }

const asSystem = (scope: Scope): Scope => ({ ...scope, actor: { kind: "system", name: "test" } })
const wrong = { kind: "revocation" as const, ground: "criminal_punishment" as const, statement: "判刑" }
const opinion = { version: 1, verdict: "agree" as const, opinion: "同意" }
const ending = { version: 1, documentNumber: "临工发〔2026〕4号", decidedOn: "2026-04-05", isPublic: false }
const closing = { version: 1, reason }
const restoring = {
  version: 1,
  restoringNumber: "临工发〔2026〕5号",
  restoredOn: "2026-04-05",
  restoringReason: reason,
}
const tokens = { version: 1, tokens: [{ token: "medal" as const, recoveredOn: "2026-04-05", reason: "" }] }
const keep = { store: undefined as never, random: seededRandom() }

/** A case in a state of its own, about an entry in the state of the column. */
async function ofCase(
  scope: Scope,
  world: World,
  entryState: RegisterState,
  state: RevocationState,
  run: (id: number) => Promise<Result<unknown>>,
) {
  const root = asSystem(scope)
  const entryId = await addRegisterEntry(root, world, entryState)
  const row = { ...wrong, entryId, state, createdAt: now }
  const [made] = await root.db.insert(revocationTable).values(row).returning({ id: revocationTable.id })
  return run(made?.id ?? 0)
}

export const ofRegister: Readonly<Record<string, Attempts<RegisterState>>> = {
  "honours/register": {
    addHonour: { run: (scope, { host }) => register.addHonour(scope, { ...honourForm, conferringUnitId: host.id }) },
    changeHonour: {
      run: (scope, { honour, host }) =>
        register.changeHonour(scope, honour.id, {
          ...honourForm,
          conferringUnitId: host.id,
          version: honour.version,
          changeReason: reason,
        }),
    },
    setFormat: {
      run: (scope, { honour }) =>
        numbering.setFormat(scope, honour.id, { pattern: "LJ{year}{serial:4}", wording: "", version: 0 }),
    },
    changeDecision: {
      run: async (scope, { host }) => {
        const root = { ...scope, actor: { kind: "system", name: "test" } as const }
        const document = { unitId: host.id, number: "临工发〔2026〕9号", issuers: ["临江区总工会"] }
        const when = { decidedOn: "2026-04-01", visibleFrom: null }
        const made = await decided.enterDecision(root, { document: { ...document, ...when }, entries: [] })
        return decided.changeDecision(scope, made.ok ? made.value.decisionId : 0, decisionForm)
      },
    },
    enterByHand: { run: (scope, { honour }) => entering.enterByHand(scope, { ...entryForm, honourId: honour.id }) },
    correctEntry: {
      run: async (scope, world, state) => {
        const entry = await addRegisterEntry(asSystem(scope), world, state)
        return corrections.correctEntry(scope, entry, { ...correctionForm, version: 1 })
      },
    },
    fileEntry: {
      run: async (scope, world, state) => {
        const entry = await addRegisterEntry(asSystem(scope), world, state)
        return filing.fileEntry(scope, entry, { personId: world.first.personId, version: 1, confirmed: true })
      },
    },
    unfileEntry: {
      run: async (scope, world, state) => {
        const entry = await addRegisterEntry(asSystem(scope), world, state, world.first.personId)
        return filing.unfileEntry(scope, entry, { version: 1, reason })
      },
    },
    addCopies: {
      run: async (scope, { host }) => {
        const document = { unitId: host.id, number: "临工发〔2026〕9号", issuers: ["临江区总工会"] }
        const when = { decidedOn: "2026-04-01", visibleFrom: null }
        const made = await decided.enterDecision(asSystem(scope), { document: { ...document, ...when }, entries: [] })
        return copies.addCopies(scope, made.ok ? made.value.decisionId : 0, keep, [])
      },
    },
    printCertificates: {
      run: async (scope, world, state) => {
        const root = asSystem(scope)
        const entry = await addRegisterEntry(root, world, state)
        await root.db.insert(certificateFormats).values({ honourId: world.honour.id, pattern: "LJ{year}{serial:4}" })
        return printing.printCertificates(scope, { entryIds: [entry], reason: "" }, seededRandom())
      },
    },
    setTerm: {
      run: async (scope, world, state) =>
        terms.setTerm(scope, await addRegisterEntry(asSystem(scope), world, state), term),
    },
    decideTerms: {
      run: async (scope, world, state) => {
        const entryId = await addRegisterEntry(asSystem(scope), world, state)
        const named = { ...termRules, grades: [], decidedOn: "2026-04-01", documentNumber: "" }
        await terms.startTerms(asSystem(scope), named, [{ id: entryId, grade: "" }])
        return terms.decideTerms(scope, [{ entryId, version: 1 }], { ...termDecision, act: "remove" })
      },
    },
    openCase: {
      run: async (scope, world, state) => {
        const entry = await addRegisterEntry(asSystem(scope), world, state)
        return revocations.openCase(scope, { entry, ...wrong })
      },
    },
    advise: {
      run: (scope, world, state) =>
        ofCase(scope, world, state, "opened", (id) => revocations.advise(scope, id, opinion)),
    },
    decideCase: {
      run: (scope, world, state) =>
        ofCase(scope, world, state, "advised", (id) => revocations.decideCase(scope, id, ending)),
    },
    dismissCase: {
      run: (scope, world, state) =>
        ofCase(scope, world, state, "advised", (id) => revocations.dismissCase(scope, id, closing)),
    },
    withdrawCase: {
      run: (scope, world, state) =>
        ofCase(scope, world, state, "opened", (id) => revocations.withdrawCase(scope, id, closing)),
    },
    restoreCase: {
      run: (scope, world, state) =>
        ofCase(scope, world, state, "decided", (id) => revocations.restoreCase(scope, id, restoring)),
    },
    noteTokens: {
      run: (scope, world, state) =>
        ofCase(scope, world, state, "decided", (id) => revocations.noteTokens(scope, id, tokens)),
    },
    addPapers: {
      run: (scope, world, state) =>
        ofCase(scope, world, state, "opened", (id) => revocations.addPapers(scope, id, keep, [])),
    },
  },
}

const unitForm = (parent: number) => ({
  version: 1,
  name: "临江分厂",
  shortName: "",
  parent,
  kind: "enterprise" as const,
  level: "unit" as const,
  ownership: "state" as const,
  regionCode: "",
  industryCode: "",
  creditCode: "",
  sortKeyOverride: "",
})
const offer = { username: "newcomer", delivery: "letter" as const, email: "" }
const letterhead = { code: "2345-6789-ABCD-EFGH", link: "", issuer: "", lang: "en" as const }
const duty = (unit: number) => ({ kind: "auditor" as const, unit, contest: null, endsOn: "" })
const dutyOf = (world: World) => world.holder.duty

export const ofDirectory: Readonly<Record<string, Attempts<"any">>> = {
  "directory/organisations": {
    createUnit: { run: (scope, { works }) => units.createUnit(scope, unitForm(works.id)) },
    changeUnit: { run: (scope, { works, host }) => units.changeUnit(scope, works.id, unitForm(host.id)) },
    addFormerUnitName: {
      run: (scope, { works }) => unitNames.addFormerUnitName(scope, works.id, { name: "临江旧厂", usedUntil: "" }),
    },
    removeFormerUnitName: {
      run: (scope, { works, formerNames }) => unitNames.removeFormerUnitName(scope, works.id, formerNames.unit),
    },
  },
  "directory/people": {
    createPerson: {
      run: (scope, { works }) => people.createPerson(scope, { ...personForm, unit: works.id, version: 0 }),
    },
    changePerson: {
      run: (scope, { free, works }) => people.changePerson(scope, free, { ...personForm, unit: works.id, version: 1 }),
    },
    giveDuty: { run: (scope, { free, works }) => people.giveDuty(scope, policies.default, free, duty(works.id)) },
    endDuty: { run: (scope, world) => people.endDuty(scope, world.holder.person, dutyOf(world)) },
    addFormerName: { run: (scope, { free }) => names.addFormerName(scope, free, { name: "王旧", usedUntil: "" }) },
    removeFormerName: {
      run: (scope, { free, formerNames }) => names.removeFormerName(scope, free, formerNames.person),
    },
    revealNumber: {
      prepare: ({ db, keys }, { free }) =>
        db
          .update(peopleTable)
          .set({ phoneSealed: keys.seal("phone", "13900000000") })
          .where(eq(peopleTable.id, free)),
      run: (scope, { free }) => numbers.revealNumber(scope, free, { field: "phone", reason }),
    },
    invitePerson: { run: (scope, { free }) => inviting.invitePerson(scope, free, offer, letterhead) },
    keepPersonAccount: {
      prepare: (scope, { free }) =>
        openAccount(scope, { personId: free, username: "newcomer", password: "correct horse battery" }),
      run: (scope, { free }) => people.keepPersonAccount(scope, free, "closure"),
    },
  },
}

export const registerStateList = registerStates
