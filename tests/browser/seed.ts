import { eq } from "drizzle-orm"
import { actorOfAccount } from "#accounts/actors.ts"
import { openAccount } from "#accounts/commands.ts"
import { makeCheckpoint } from "#audit/checkpoints.ts"
import type { Db, Scope } from "#db/db.ts"
import {
  certificateFormats,
  certificates,
  decisions,
  duties,
  entries,
  events,
  honours,
  registerEntries,
  revocations,
  seats,
} from "#db/schema/index.ts"
import type { CommitteeState, EventState } from "#db/words.ts"
import { keepSheet } from "#directory/imports/commands.ts"
import { keepHistory } from "#honours/history/commands.ts"
import { printCertificates } from "#honours/register/certificates/commands.ts"
import { openBallot } from "#honours/reviews/session/commands.ts"
import { dutyKinds, type SeatRole } from "#lib/actor.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import type { Keyring } from "#lib/keyring.ts"
import { searchKey } from "#lib/names.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { draftNotice } from "#notices/issuing/commands.ts"
import { worker } from "../honours/nominations/course/routes.ts"
import { scopeOf, seededRandom, keys as testKeys } from "../support/app.ts"
import { makeNominee, makeReviewed, makeSitting } from "../support/committees.ts"
import { makeCall } from "../support/district.ts"
import { type MadeEvent, makeEntry, makeEvent, makePanel, publishAtOnce } from "../support/events.ts"
import { makeNomination } from "../support/honours.ts"
import { given, makeNotice, makeObjection } from "../support/notices.ts"
import { makeLetter } from "../support/opinions.ts"
import { makeOfficer, makePerson, makeUnit } from "../support/people.ts"
import { makeAllotted } from "../support/programmes.ts"
import { makeVeto } from "../support/vetoes.ts"

const createdAt = new Date("2026-03-01T00:00:00Z")
const later = new Date(Date.now() + 30 * 86_400_000)

/** Opens the letter of a department. */
export const letterCode = "2222-3333-4444-5555"

export const officer = { username: "officer", password: "correct horse battery" }
export const codes = { judge: "2345-6789-ABCD", head_judge: "3456-789A-BCDE", scorekeeper: "4567-89AB-CDEF" }

/** A judge, a head judge and a scorekeeper, who sign in by the codes above. */
async function makeSeats(db: Db, { event }: MadeEvent): Promise<number> {
  const given: [SeatRole, string, string[]][] = [
    ["judge", "J1", ["practice"]],
    ["head_judge", "H1", []],
    ["scorekeeper", "S1", ["theory", "value:minutes"]],
  ]
  const rows = given.map(([role, alias, slots]) => ({
    eventId: event.id,
    role,
    alias,
    slots,
    codeHash: sha256(typedCode(codes[role])),
    codeIssuedAt: createdAt,
    validUntil: later,
    createdAt,
  }))
  const [first] = await db.insert(seats).values(rows).returning({ id: seats.id })
  return first?.id ?? 0
}

async function makeHonour(db: Db, unit: { id: number; name: string }, person: { id: number; name: string }) {
  const slug = "wuyi"
  const titles = { slug, titleZh: "江城五一劳动奖章", titleEn: "Jiangcheng May Day Medal", conferredBy: unit.name }
  const kind = { level: "municipal", recipientKind: "person", conferringUnitId: unit.id, rank: 1 } as const
  const [honour] = await db
    .insert(honours)
    .values({ ...titles, ...kind })
    .returning()
  const paper = { decidedOn: "2025-04-28", visibleFrom: createdAt, createdAt }
  const document = { unitId: unit.id, number: "江工发〔2025〕8号", issuers: [unit.name], ...paper }
  const [decision] = await db.insert(decisions).values(document).returning({ id: decisions.id })
  const entered = {
    honourId: honour?.id ?? 0,
    personId: person.id,
    unitId: unit.id,
    recipientName: person.name,
    unitName: unit.name,
    year: 2025,
    decidedOn: "2025-04-28",
    documentNumber: "江工发〔2025〕8号",
    decisionId: decision?.id ?? null,
    source: "decision" as const,
    searchKey: searchKey(person.name, "person"),
    ...sortKeys(person.name, "person"),
    visibleFrom: createdAt,
    createdAt,
  }
  const [line] = await db.insert(registerEntries).values(entered).returning({ id: registerEntries.id })
  const asked = { kind: "revocation", ground: "untrue_deeds", statement: "事迹失实" } as const
  const [revocation] = await db
    .insert(revocations)
    .values({ entryId: line?.id ?? 0, openedByUnitId: unit.id, ...asked, createdAt })
    .returning({ id: revocations.id })
  return {
    slug,
    revocation: revocation?.id ?? 0,
    id: honour?.id ?? 0,
    entry: line?.id ?? 0,
    decision: decision?.id ?? 0,
  }
}

/** A certificate of the entry, printed just now. */
async function makeCertificate(scope: Scope, honour: { id: number; entry: number }) {
  await scope.db.insert(certificateFormats).values({ honourId: honour.id, pattern: "JZ{year}{serial:4}{check}" })
  const printed = await printCertificates(scope, { entryIds: [honour.entry], reason: "" }, seededRandom("certificate"))
  const [made] = await scope.db.select().from(certificates)
  return { print: printed.ok ? printed.value.id : 0, code: made?.code ?? "" }
}

/** A contest with three entrants who have all their marks, but where judging goes on. */
async function makeContest(
  db: Db,
  host: { id: number; path: string },
  unit: { id: number; path: string },
  slug: string,
) {
  const made = await makeEvent(db, host, { slug })
  const panel = slug === "judging" ? [await makeSeats(db, made)] : await makePanel(db, made)
  for (const [at, code] of ["A01", "A02", "A03"].entries())
    await makeEntry(db, made, unit, panel, {
      code,
      name: `选手${slug}${at}`,
      theory: "90",
      practice: panel.map(() => "88.5"),
      minutes: `${at}`,
    })
  return made
}

const setState = (db: Db, { event }: MadeEvent, state: EventState) =>
  db.update(events).set({ state }).where(eq(events.id, event.id))

const blank = { decidedOn: "", documentNumber: "", grade: "", reason: "", archive: "卷1 第3页" }
/** Name, unit, honour and year of birth: one to be decided by its unit, one by its person, one by its honour. */
const oldHonours = [
  ["张老", "江城重型机床制造厂", "江城五一劳动奖章", ""],
  ["林知远", "江城市总工会", "江城五一劳动奖章", "1990"],
  ["王老", "江城市总工会", "老劳模", ""],
] as const

/** A small city in which every page has something to show. */
export async function seed(db: Db, keys: Keyring = testKeys) {
  const root = await makeUnit(db, "江城市总工会")
  const works = await makeUnit(db, "江城重型机床制造集团有限责任公司", root)
  const person = await makePerson(db, root, "林知远")
  const twin = await makePerson(db, root, "林知远", { post: "焊工", skillLevel: null })
  await db.insert(duties).values(dutyKinds.map((kind) => ({ personId: person.id, kind, unitId: root.id, createdAt })))
  const system = { ...scopeOf(db, { kind: "system", name: "seed" }), keys }
  const opened = await openAccount(system, { personId: person.id, ...officer })
  const actor = opened.ok && (await actorOfAccount(system, opened.value.id))
  if (!actor) throw new Error("no officer")
  const scope = { ...scopeOf(db, actor), keys }
  const upload = await keepSheet(scope, "people", [
    ["姓名", "性别"],
    ["张三", "?"],
  ])
  if (!upload.ok) throw new Error(upload.refusal.code)
  await makeOfficer(db, root, "auditor", "何清")
  const published = await makeContest(db, root, works, "published")
  await publishAtOnce(scope, published)
  const decoded = await makeContest(db, root, works, "decoded")
  await publishAtOnce(scope, decoded)
  await setState(db, decoded, "decoded")
  const judging = await makeContest(db, root, works, "judging")
  const open = await makeContest(db, root, works, "open")
  await setState(db, open, "registration")
  const [entry] = await db.select().from(entries).where(eq(entries.eventId, open.event.id))
  const seatOf = async ({ event }: MadeEvent) => {
    const [found] = await db.select().from(seats).where(eq(seats.eventId, event.id))
    return found?.id ?? 0
  }
  const [seat, busySeat] = [await seatOf(open), await seatOf(judging)]
  await makeCall(db, judging.event.id, busySeat, "01890000-0000-7000-8000-000000000001")
  const honour = await makeHonour(db, root, person)
  const programme = await makeAllotted(db, { office: root, recommender: works, honour, slug: "may-day" })
  const letter = await makeLetter(db, root, works, honour, opened.value.id, letterCode, "asked")
  const notice = await makeNotice(scope, root.id)
  const objection = await makeObjection(scope, notice)
  const drafted = await draftNotice(scope, { kind: "hand", id: "seed", step: "notice" }, given(root.id))
  const draft = drafted.ok ? drafted.value.id : 0
  const sit = (slug: string, state: CommitteeState) =>
    makeSitting(db, root, works, { slug, state, chairId: person.id, code: `2345-6789-${slug}` })
  const [sitting, counting, selected] = [
    await sit("sitting", "session"),
    await sit("counting", "counted"),
    await sit("selected", "selected"),
  ]
  const cultivated = await makeReviewed(db, root, {}, "cultivated", { cultivation: { months: 12 } })
  await makeNominee(db, cultivated, works, "候选人", { stepKey: "decision" })
  await makeNominee(db, sitting.reviewed, works, "待审", { stepKey: "review" })
  await makeNominee(db, sitting.reviewed, works, "待公示", { stepKey: "notice" })
  await openBallot(scope, counting.committeeId, { number: 2, seats: 1, caseIds: [counting.caseId] })
  const nomination = await makeNomination(
    db,
    programme,
    { honour, unit: works, person },
    {
      profile: { ...worker, honour: honour.slug },
      receipt: "TJ2026-0001-000001",
      contentHash: sha256("papers"),
    },
  )
  const history = await keepHistory(scope, {
    fileName: "历年劳模名册.csv",
    bytes: new Uint8Array(1),
    rows: oldHonours.map(([name, unit, title, birthYear], at) => ({
      row: at + 2,
      given: { ...blank, name, unit, honour: title, year: "1987", birthYear },
    })),
  })
  if (!history.ok) throw new Error(history.refusal.code)
  await makeCheckpoint(system)
  return {
    veto: await makeVeto(db, works),
    sitting,
    counting,
    selected,
    cultivated: cultivated.programme.slug,
    root,
    works,
    person,
    twin,
    published,
    decoded,
    judging,
    open,
    entry: entry?.id ?? 0,
    seat,
    busySeat,
    notice: { id: notice, objection: objection.id, draft },
    honour: { ...honour, history: history.value.id, ...(await makeCertificate({ ...scope, now: new Date() }, honour)) },
    programme,
    letter,
    nomination,
    upload: upload.value,
  }
}

export type Seeded = Awaited<ReturnType<typeof seed>>
