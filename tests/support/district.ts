import { eq } from "drizzle-orm"
import { actorOfAccount } from "#accounts/actors.ts"
import type { Db } from "#db/db.ts"
import {
  accounts,
  decisions,
  duties,
  entries,
  events,
  markOperations,
  registerEntries,
  resultVersions,
  revocations,
  seats,
} from "#db/schema/index.ts"
import type { DutyKind, SeatRole } from "#lib/actor.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { worker } from "../honours/nominations/course/routes.ts"
import { scopeOf } from "./app.ts"
import { makeReviewed, makeSitting, sittingCode } from "./committees.ts"
import { makeEntry, makeEvent, makePanel, publishAtOnce } from "./events.ts"
import { makeHonour, makeNomination } from "./honours.ts"
import { makeNotice, makeObjection } from "./notices.ts"
import { makeLetter } from "./opinions.ts"
import { makePacket } from "./packets.ts"
import { makeOfficer, makePerson, makeUnit } from "./people.ts"
import { makeAllotted } from "./programmes.ts"
import { makeVeto } from "./vetoes.ts"

const createdAt = new Date("2026-03-01T00:00:00Z")
type Unit = Awaited<ReturnType<typeof makeUnit>>

export const seatCodes = { judge: "2345-6789-ABCD", scorekeeper: "3456-789A-BCDE", head_judge: "4567-89AB-CDEF" }

/** A contest of a district in one state, with two entrants of a works who have all their marks. */
async function makeContest(db: Db, host: Unit, works: Unit, slug: string) {
  const made = await makeEvent(db, host, { slug })
  const panel = await makePanel(db, made)
  for (const [at, code] of ["A01", "A02"].entries())
    await makeEntry(db, made, works, panel, {
      code,
      name: `${slug}选手${at}`,
      theory: "90",
      practice: panel.map(() => `8${at}.5`),
      minutes: "30",
    })
  return made
}

async function makeOpen(db: Db, host: Unit, works: Unit, slug: string) {
  const made = await makeEvent(db, host, { slug, state: "registration" })
  const person = await makePerson(db, works, `${slug}选手`)
  const facts = {
    eventId: made.event.id,
    unitId: works.id,
    personId: person.id,
    registration: "submitted" as const,
    createdAt,
  }
  const [entry] = await db.insert(entries).values(facts).returning()
  return { ...made, entry: entry?.id ?? 0 }
}

async function makeSeats(db: Db, eventId: number, prefix: string): Promise<number> {
  const given: [SeatRole, string[]][] = [
    ["judge", ["practice"]],
    ["scorekeeper", ["theory", "value:minutes"]],
    ["head_judge", []],
  ]
  const rows = given.map(([role, slots]) => ({
    eventId,
    role,
    alias: `${prefix}${role}`,
    slots,
    codeHash: sha256(typedCode(`${prefix}${seatCodes[role]}`)),
    validUntil: new Date(Date.now() + 86_400_000),
    createdAt,
  }))
  const [first] = await db.insert(seats).values(rows).returning({ id: seats.id })
  return first?.id ?? 0
}

/** A judge calls: something waits for the head judge. */
export async function makeCall(db: Db, eventId: number, bySeatId: number, id: string): Promise<void> {
  const nothing = { seenVersion: 0, version: 0, reason: "焊机报警" }
  const call = { id, kind: "call" as const, outcome: "called", eventId, bySeatId, seatId: bySeatId }
  await db.insert(markOperations).values({ ...call, ...nothing, at: createdAt })
}

/** An account by one duty, in a unit or in one contest only. */
async function makeContestOfficer(db: Db, unit: Unit, contestId: number) {
  const account = await makeOfficer(db, unit, "auditor")
  const [row] = await db.select().from(accounts).where(eq(accounts.id, account))
  const duty = { kind: "contest_officer" as const, unitId: null, contestId }
  await db
    .update(duties)
    .set(duty)
    .where(eq(duties.personId, row?.personId ?? 0))
  return account
}

/** A district with a works, contests in every state, an honour, and people who hold one duty each. */
export async function makeDistrict(db: Db, city: Unit, name: string, prefix = "") {
  const host = await makeUnit(db, `${name}区总工会`, city)
  const works = await makeUnit(db, `${name}机械厂`, host)
  const kinds: [DutyKind, Unit][] = [
    ["contest_officer", host],
    ["honours_officer", host],
    ["unit_operator", works],
    ["auditor", host],
  ]
  const [officer = 0, honours = 0, operator = 0, auditor = 0] = await Promise.all(
    kinds.map(([kind, unit]) => makeOfficer(db, unit, kind)),
  )
  const actor = await actorOfAccount(scopeOf(db, { kind: "public" }), officer)
  if (!actor) throw new Error("no officer")
  const published = await makeContest(db, host, works, `${prefix}published`)
  await publishAtOnce(scopeOf(db, actor), published)
  const [version] = await db.select().from(resultVersions).where(eq(resultVersions.eventId, published.event.id))
  const judging = await makeContest(db, host, works, `${prefix}judging`)
  const seat = await makeSeats(db, judging.event.id, prefix)
  const call = `01890000-0000-7000-8000-00000000000${prefix || "1"}`
  await makeCall(db, judging.event.id, seat, call)
  const packet = await makePacket(db, judging.event.id, seat, officer)
  const open = await makeOpen(db, host, works, `${prefix}open`)
  const spare = { eventId: open.event.id, role: "judge" as const, alias: "J9", slots: ["practice"], createdAt }
  const [early] = await db
    .insert(seats)
    .values({ ...spare, validUntil: createdAt })
    .returning()
  const only = await makeContestOfficer(db, host, open.contest.id)
  await db.update(events).set({ contestId: open.contest.id, code: "judging" }).where(eq(events.id, judging.event.id))
  await db.update(events).set({ contestId: open.contest.id, code: "done" }).where(eq(events.id, published.event.id))
  const honour = await makeHonour(db, host, `${prefix}medal`)
  const programme = await makeAllotted(db, { office: host, recommender: works, honour, slug: `${prefix}may-day` })
  const person = await makePerson(db, works, `${name}某`)
  const profile = { ...worker, honour: honour.slug }
  const nomination = await makeNomination(db, programme, { honour, unit: works, person }, { profile })
  const twin = await makePerson(db, host, `${name}某`)
  const [duty] = await db
    .insert(duties)
    .values({ personId: person.id, kind: "unit_operator", unitId: works.id, createdAt })
    .returning()
  const [decision] = await db
    .insert(decisions)
    .values({
      unitId: host.id,
      number: "临工发〔2025〕1号",
      issuers: [host.name],
      decidedOn: "2025-04-28",
      visibleFrom: createdAt,
      createdAt,
    })
    .returning()
  const [entered] = await db
    .insert(registerEntries)
    .values({
      honourId: honour.id,
      personId: person.id,
      unitId: works.id,
      recipientName: person.name,
      unitName: works.name,
      year: 2025,
      decidedOn: "2025-04-28",
      documentNumber: "临工发〔2025〕1号",
      decisionId: decision?.id ?? null,
      source: "decision",
      searchKey: "x",
      sortPinyin: "x",
      visibleFrom: createdAt,
      createdAt,
    })
    .returning()
  const asked = { kind: "revocation", ground: "untrue_deeds", statement: "事迹失实" } as const
  const [revocation] = await db
    .insert(revocations)
    .values({ entryId: entered?.id ?? 0, openedByUnitId: works.id, ...asked, createdAt })
    .returning()
  const inquiry = await makeLetter(db, host, works, honour, honours, `${prefix}ASKED-ASKED-ASKED`, `${prefix}asked`)
  const office = scopeOf(db, actor)
  const notice = await makeNotice(office, host.id)
  const objection = await makeObjection(office, notice)
  const sitting = await makeSitting(db, host, works, {
    slug: `${prefix}crafts`,
    state: "session",
    code: `${prefix}${sittingCode}`,
  })
  const cultivated = await makeReviewed(db, host, {}, `${prefix}cultivated`, { cultivation: { months: 12 } })
  const ids = {
    cultivated: cultivated.programme.slug,
    veto: await makeVeto(db, works),
    notice,
    objection: objection.id,
    version: version?.id ?? 0,
    duty: duty?.id ?? 0,
    twin: twin.id,
    entered: entered?.id ?? 0,
    decision: decision?.id ?? 0,
    revocation: revocation?.id ?? 0,
    early: early?.id ?? 0,
    packet,
  }
  return {
    host,
    works,
    person,
    published,
    judging,
    call,
    open,
    seat,
    honour,
    programme,
    inquiry,
    sitting,
    nomination,
    ...ids,
    officer,
    only,
    honours,
    operator,
    auditor,
  }
}

export type District = Awaited<ReturnType<typeof makeDistrict>>
