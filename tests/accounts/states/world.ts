import { and, eq, ne } from "drizzle-orm"
import { actorOfAccount } from "#accounts/actors.ts"
import { policies, underPolicy } from "#accounts/policy.ts"
import type { Db, Scope } from "#db/db.ts"
import {
  accounts,
  contests,
  decodings,
  draws,
  duties,
  entries,
  eventRules,
  events,
  formerPersonNames,
  formerUnitNames,
  marks,
  placings,
  registerEntries,
  resultVersions,
  seatDevices,
  seats,
} from "#db/schema/index.ts"
import type { EventState, RegistrationState } from "#db/words.ts"
import type { Actor, DutyKind, SeatRole } from "#lib/actor.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { scopeOf } from "../../support/app.ts"
import { makeSitting } from "../../support/committees.ts"
import { makeEntry, makeEvent, makePanel } from "../../support/events.ts"
import { makeHonour } from "../../support/honours.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { makeAllotted } from "../../support/programmes.ts"

export const now = new Date("2026-04-05T04:00:00Z")
const createdAt = new Date("2026-03-01T00:00:00Z")
export const seatCode = "2345-6789-ABCD"

type Unit = { readonly id: number; readonly path: string }

const personOf = async (db: Db, accountId: number) => {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, accountId))
  return row?.personId ?? 0
}

const dutyOf = async (db: Db, personId: number) => {
  const [duty] = await db.select().from(duties).where(eq(duties.personId, personId))
  return duty?.id ?? 0
}

async function actorOf(db: Db, accountId: number): Promise<Actor> {
  const actor = await actorOfAccount(scopeOf(db, { kind: "public" }), accountId)
  if (!actor) throw new Error("no actor")
  return underPolicy(policies.default, actor)
}

const officer = async (db: Db, unit: Unit, ...kinds: readonly DutyKind[]) => {
  const [first = "auditor", ...more] = kinds
  const account = await makeOfficer(db, unit, first)
  const personId = await personOf(db, account)
  for (const kind of more) await db.insert(duties).values({ personId, kind, unitId: unit.id, createdAt })
  return account
}

async function makeSeat(db: Db, eventId: number, role: SeatRole, slots: string[]) {
  const facts = {
    eventId,
    role,
    alias: role,
    slots,
    codeHash: sha256(role),
    validUntil: new Date("2027-01-01"),
    createdAt,
  }
  const [seat] = await db.insert(seats).values(facts).returning()
  return seat?.id ?? 0
}

async function seatActor(db: Db, eventId: number, seatId: number): Promise<Actor> {
  const [seat] = await db.select().from(seats).where(eq(seats.id, seatId))
  const device = {
    seatId,
    tokenHash: sha256(`device ${seatId}`),
    label: "tablet",
    boundAt: createdAt,
    seenAt: createdAt,
  }
  const [made] = await db.insert(seatDevices).values(device).returning()
  if (!seat || !made) throw new Error("no seat")
  return { kind: "seat", seatId, deviceId: made.id, eventId, role: seat.role, alias: seat.alias }
}

async function enrol(db: Db, eventId: number, unit: Unit, name: string, registration: RegistrationState) {
  const person = await makePerson(db, unit, name)
  const [entry] = await db
    .insert(entries)
    .values({ eventId, unitId: unit.id, personId: person.id, registration, createdAt })
    .returning()
  return entry?.id ?? 0
}

async function formerly(db: Db, unitId: number, personId: number) {
  const facts = { name: "旧名", searchKey: "x", createdAt }
  const [unit] = await db
    .insert(formerUnitNames)
    .values({ ...facts, unitId })
    .returning()
  const [person] = await db
    .insert(formerPersonNames)
    .values({ ...facts, personId })
    .returning()
  return { unit: unit?.id ?? 0, person: person?.id ?? 0 }
}

/** A district with one event that has everything an event can have; each cell of the table puts it into its state. */
export async function makeWorld(db: Db) {
  const city = await makeUnit(db, "江城市总工会")
  const host = await makeUnit(db, "临江区总工会", city)
  const works = await makeUnit(db, "临江机械厂", host)
  const far = await makeUnit(db, "东山区总工会", city)
  const { contest, event } = await makeEvent(db, host, { slug: "skills" })
  const window = { registrationOpensAt: createdAt, registrationClosesAt: new Date("2026-04-09T00:00:00Z") }
  await db.update(contests).set(window).where(eq(contests.id, contest.id))
  const panel = await makePanel(db, { contest, event })
  for (const [at, id] of panel.entries())
    await db
      .update(seats)
      .set({ codeHash: sha256(at === 0 ? typedCode(seatCode) : `J${at}`) })
      .where(eq(seats.id, id))
  const marked = { theory: "90", practice: ["81", "82", "83"], minutes: "30" }
  const first = await makeEntry(db, { contest, event }, works, panel, { code: "A01", name: "甲", ...marked })
  await makeEntry(db, { contest, event }, works, panel, { code: "A02", name: "乙", ...marked })
  const waiting = await enrol(db, event.id, works, "丙", "submitted")
  const rejected = await enrol(db, event.id, works, "丁", "rejected")
  const scorekeeper = await makeSeat(db, event.id, "scorekeeper", ["theory", "value:minutes"])
  const head = await makeSeat(db, event.id, "head_judge", [])
  const own = await makeOfficer(db, host, "auditor")
  const inContest = { kind: "contest_officer" as const, unitId: null, contestId: contest.id }
  await db
    .update(duties)
    .set(inContest)
    .where(eq(duties.personId, await personOf(db, own)))
  const [auditor, witness] = [await officer(db, host, "auditor"), await officer(db, host, "auditor")]
  const stranger = await officer(db, far, "administrator", "contest_officer", "honours_officer", "unit_operator")
  const honour = await makeHonour(db, host, "medal")
  await makeAllotted(db, { office: host, recommender: works, honour, slug: "selection" })
  const [rules] = await db.select().from(eventRules).where(eq(eventRules.eventId, event.id))
  const free = await makePerson(db, works, "自由")
  const double = await makePerson(db, works, "自游")
  const invited = await officer(db, works, "unit_operator")
  const sitting = await makeSitting(db, host, works)
  return {
    sitting,
    city,
    host,
    works,
    contest,
    event,
    panel,
    first,
    waiting,
    rejected,
    head,
    witness,
    honour,
    rulesId: rules?.id ?? 0,
    free: free.id,
    double: double.id,
    formerNames: await formerly(db, works.id, free.id),
    holder: {
      account: invited,
      person: await personOf(db, invited),
      duty: await dutyOf(db, await personOf(db, invited)),
    },
    actors: {
      A: await actorOf(db, await officer(db, host, "administrator")),
      C: await actorOf(db, await officer(db, host, "contest_officer")),
      O: await actorOf(db, own),
      H: await actorOf(db, await officer(db, host, "honours_officer")),
      U: await actorOf(db, await officer(db, works, "unit_operator")),
      R: await actorOf(db, auditor),
      J: await seatActor(db, event.id, panel[0] ?? 0),
      S: await seatActor(db, event.id, scorekeeper),
      L: await seatActor(db, event.id, head),
      X: await actorOf(db, stranger),
      M: { kind: "member", committeeId: sitting.committeeId, ...sitting.chair } satisfies Actor as Actor,
      P: { kind: "public" } satisfies Actor as Actor,
    },
  }
}

export type World = Awaited<ReturnType<typeof makeWorld>>
export type Role = keyof World["actors"]

const ofEvent = ({ event }: World) => ({ entry: eq(entries.eventId, event.id), seat: eq(seats.eventId, event.id) })

/** A version of the result with one first prize. */
export async function addVersion({ db }: Scope, world: World): Promise<number> {
  const { event, rulesId, holder, first, works } = world
  const texts = { bundle: "{}", result: '{"entries":[]}', reason: "首次公布" }
  const [version] = await db
    .insert(resultVersions)
    .values({
      eventId: event.id,
      rulesId,
      number: 1,
      ...texts,
      publishedBy: holder.account,
      publishedAt: now,
      visibleFrom: now,
    })
    .returning()
  const names = { code: "A01", name: first.name, unitName: "临江机械厂", status: "competed" }
  const ids = { resultVersionId: version?.id ?? 0, entryId: first.id, personId: first.personId, unitId: works.id }
  const won = { position: 1, place: 1, tied: false, total: "85", nodes: {}, prize: "first", createdAt: now }
  await db.insert(placings).values({ ...ids, ...names, ...won })
  return ids.resultVersionId
}

/** Puts the event into a state, with all that goes with it. */
export async function setEvent(scope: Scope, world: World, state: EventState): Promise<void> {
  const { db } = scope
  const { event } = world
  const { entry, seat } = ofEvent(world)
  await db.update(events).set({ state }).where(eq(events.id, event.id))
  if (state === "draft" || state === "registration") await db.update(entries).set({ code: null }).where(entry)
  else
    await db.insert(draws).values({
      eventId: event.id,
      seed: "00",
      seedHash: sha256("00"),
      method: "x",
      inputs: [],
      drawnAt: now,
      createdAt,
    })
  if (["signed", "decoded", "published"].includes(state)) await db.update(seats).set({ signedAt: now }).where(seat)
  if (state === "decoded" || state === "published")
    await db.insert(decodings).values({ eventId: event.id, byAccountId: world.holder.account, witness: "x", at: now })
}

export const nobodyWaits = ({ db }: Scope, { waiting }: World) =>
  db.update(entries).set({ registration: "withdrawn" }).where(eq(entries.id, waiting))

/** Every sheet but the head judge's is signed. */
export const signSheets = ({ db }: Scope, world: World) =>
  db
    .update(seats)
    .set({ signedAt: now })
    .where(and(ofEvent(world).seat, ne(seats.role, "head_judge")))

/** Nobody has given a mark from this seat, so that it can be taken away. */
export const clearSeat = ({ db }: Scope, seatId: number) => db.delete(marks).where(eq(marks.seatId, seatId))

export async function addRegisterEntry(
  { db }: Scope,
  { honour, works }: World,
  state: "visible" | "waiting" | "revoked",
  personId: number | null = null,
) {
  const facts = {
    personId,
    honourId: honour.id,
    unitId: works.id,
    recipientName: "甲",
    unitName: "临江机械厂",
    year: 2026,
  }
  const paper = {
    decidedOn: "2026-04-01",
    documentNumber: "",
    source: "decision" as const,
    searchKey: "x",
    sortPinyin: "x",
  }
  const visibleFrom = state === "waiting" ? new Date("2027-01-01") : createdAt
  const revoked = state === "revoked" ? { revokedAt: now, revocationReason: "x" } : {}
  const [row] = await db
    .insert(registerEntries)
    .values({ ...facts, ...paper, visibleFrom, ...revoked, createdAt })
    .returning()
  return row?.id ?? 0
}
