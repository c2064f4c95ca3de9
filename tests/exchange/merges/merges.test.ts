import { eq, getTableName, sql } from "drizzle-orm"
import { getTableConfig, PgTable } from "drizzle-orm/pg-core"
import fc from "fast-check"
import { beforeEach, expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { openAccount } from "#accounts/commands.ts"
import { policies, underPolicy } from "#accounts/policy.ts"
import * as schema from "#db/schema/index.ts"
import { sealedIdentity, sealedPhone } from "#directory/people/sealing.ts"
import { mergePeople } from "#exchange/merges/commands.ts"
import { listDoubles } from "#exchange/merges/queries.ts"
import { keys, scopeOf, testApp } from "../../support/app.ts"
import { makeReviewed } from "../../support/committees.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeEntry, makeEvent, makePanel, publishAtOnce } from "../../support/events.ts"
import { addHistoryRow } from "../../support/history.ts"
import { makeHonour, makeNomination, makeProgramme } from "../../support/honours.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const {
  accounts,
  auditEntries,
  duties,
  entries,
  formerPersonNames,
  invitations,
  people,
  placings,
  registerEntries,
  seats,
} = schema
const createdAt = new Date("2026-01-01T00:00:00Z")
const root = await makeUnit(db, "江城市总工会")
const east = await makeUnit(db, "东湖区总工会", root)
const west = await makeUnit(db, "西山区总工会", root)
const adminAccount = await makeOfficer(db, root, "administrator")
const eastAccount = await makeOfficer(db, east, "administrator")
const { as } = testApp(db)
const [admin, eastAdmin] = [await as(adminAccount), await as(eastAccount)]
const scopeFor = async (account: number) => {
  const actor = await actorOfAccount(scopeOf(db, { kind: "public" }), account)
  if (!actor) throw new Error("no actor")
  return scopeOf(db, underPolicy(policies.default, actor))
}
const scope = await scopeFor(adminAccount)
const honour = await makeHonour(db, root, "medal")

/** Every foreign key to people, and whether the merge takes care of it: a new one has to be entered here and there. */
const followed = [
  "accounts.person_id",
  "committee_members.person_id",
  "duties.person_id",
  "entries.person_id",
  "former_person_names.person_id",
  "history_rows.person_id",
  "invitations.person_id",
  "nominations.person_id",
]
followed.push("people.merged_into_id", "placings.person_id", "register_entries.person_id", "seats.person_id")

test("every foreign key to people is one that a merge follows", () => {
  const tables = Object.values(schema).filter((one) => one instanceof PgTable)
  const found = tables.flatMap((table) =>
    getTableConfig(table).foreignKeys.flatMap((key) => {
      const { columns, foreignTable } = key.reference()
      return getTableName(foreignTable) === "people" ? columns.map(({ name }) => `${getTableName(table)}.${name}`) : []
    }),
  )
  expect(found.sort()).toEqual(followed.sort())
})

let serial = 0
const event = async () => makeEvent(db, root, { slug: `m${++serial}`, state: "registration" })
const enter = (person: { id: number }, eventId: number, registration: "approved" | "withdrawn" = "approved") =>
  db.insert(entries).values({ eventId, unitId: east.id, personId: person.id, registration, createdAt })
const register = (person: { id: number; name: string }) =>
  db.insert(registerEntries).values({
    honourId: honour.id,
    personId: person.id,
    unitId: east.id,
    recipientName: person.name,
    unitName: east.name,
    year: 2025,
    decidedOn: "2025-04-28",
    documentNumber: "江工发〔2025〕1号",
    source: "import",
    searchKey: "x",
    sortPinyin: "x",
    visibleFrom: createdAt,
    createdAt,
  })
const seat = (person: { id: number }, eventId: number, alias: string) =>
  db
    .insert(seats)
    .values({ eventId, role: "judge", alias, personId: person.id, slots: [], validUntil: createdAt, createdAt })
const merge = (into: { id: number }, from: { id: number }, taken: readonly ("name" | "identity" | "phone")[] = []) =>
  mergePeople(scope, { into: into.id, from: from.id, version: 1, otherVersion: 1, taken })
const codeOf = async (done: ReturnType<typeof merge>) => {
  const merged = await done
  return merged.ok ? "merged" : merged.refusal.code
}
const pointing = async (id: number) => {
  const rows: string[] = []
  for (const column of followed) {
    const [table = "", name = ""] = column.split(".")
    const where = sql`select 1 from ${sql.identifier(table)} where ${sql.identifier(name)} = ${id}`
    if ((await db.execute(where)).length > 0) rows.push(column)
  }
  return rows
}

beforeEach(async () => {
  await db.update(people).set({ isPlaceholder: true })
})

test("everything that points at the one points at the other afterwards, and the stub leads there", async () => {
  const kept = await makePerson(db, east, "何守一", { version: 1 })
  const gone = await makePerson(db, west, "何守壹", sealedPhone(keys, "18612341402"))
  const earlier = await makePerson(db, west, "何一", { mergedIntoId: gone.id })
  const published = await makeEvent(db, root, { slug: "published" })
  const entry = await makeEntry(db, published, east, await makePanel(db, published), {
    code: "A01",
    name: "何守壹",
    theory: "90",
    practice: ["80", "80", "80"],
    minutes: "30",
  })
  await db.update(entries).set({ personId: gone.id }).where(eq(entries.id, entry.id))
  await publishAtOnce(scope, published)
  await register(gone)
  await seat(gone, (await event()).event.id, "J1")
  const { programmeId, definitionId } = await makeReviewed(db, root, {}, "crafts")
  const sitting = { programmeId, definitionId, stepKey: "experts", session: 1, name: "评审委员会", createdAt }
  const [committee] = await db.insert(schema.committees).values(sitting).returning()
  await db
    .insert(schema.committeeMembers)
    .values({ committeeId: committee?.id ?? 0, personId: gone.id, isChair: true, createdAt })
  await makeNomination(db, await makeProgramme(db, root, "may-day"), { honour, unit: west, person: gone })
  await addHistoryRow(db, adminAccount, { personId: gone.id, personChoice: "chosen" })
  await db.insert(duties).values({ personId: gone.id, kind: "unit_operator", unitId: west.id, createdAt })
  await db.insert(formerPersonNames).values({ personId: gone.id, name: "何小一", searchKey: "x", createdAt })
  await openAccount(scope, { personId: gone.id, username: "he.shouyi", password: "correct horse battery" })
  const offer = { username: "he.shouyi", codeHash: "x", expiresAt: new Date("2099-01-01"), createdAt }
  await db.insert(invitations).values({ personId: gone.id, ...offer })
  expect(await pointing(gone.id)).toEqual(followed)
  const compared = await admin.text(`/manage/doubles/${kept.id}/${gone.id}`)
  expect([compared.includes("何守壹"), compared.includes("186****1402")]).toEqual([true, true])
  const answer = await admin.post(`/manage/doubles/${kept.id}/${gone.id}`, {
    version: "1",
    otherVersion: "1",
    name: "from",
    phone: "from",
  })
  expect(answer.headers.get("location")).toBe(`/manage/people/${kept.id}?done=merged`)
  expect([await pointing(gone.id), await pointing(kept.id)]).toEqual([[], followed])
  const [after] = await db.select().from(people).where(eq(people.id, kept.id))
  expect([after?.name, after?.unitId, after?.phoneHash]).toEqual([gone.name, east.id, gone.phoneHash])
  const names = await db.select().from(formerPersonNames).where(eq(formerPersonNames.personId, kept.id))
  expect(names.map(({ name }) => name)).toEqual(["何小一", "何守一"])
  for (const stub of [gone, earlier]) {
    const led = await admin.get(`/manage/people/${stub.id}`)
    expect([led.status, led.headers.get("location")]).toEqual([302, `/manage/people/${kept.id}`])
  }
  expect((await admin.get(`/manage/people/${gone.id}/edit`)).status).toBe(404)
  const merges = await db.select().from(auditEntries).where(eq(auditEntries.action, "person.merge"))
  expect(merges.map(({ subjectId, facts }) => [subjectId, facts])).toEqual([
    [kept.id, { from: gone.id, taken: ["name", "phone"] }],
  ])
})

test("of two accounts the kept file's stays and the other is disabled", async () => {
  const [kept, gone] = [await makePerson(db, east, "二账号"), await makePerson(db, east, "二账号")]
  const password = "correct horse battery"
  await openAccount(scope, { personId: kept.id, username: "kept", password })
  await openAccount(scope, { personId: gone.id, username: "gone", password })
  expect(await codeOf(merge(kept, gone))).toBe("merged")
  const rows = await db.select().from(accounts).orderBy(accounts.id)
  const states = rows.slice(-2).map(({ personId, username, disabledAt }) => [personId, username, disabledAt !== null])
  expect(states).toEqual([
    [kept.id, "kept", false],
    [gone.id, "gone", true],
  ])
})

test("two who stand in one event, or judge what they enter, are not one", async () => {
  const pair = async () => [await makePerson(db, east, "双人"), await makePerson(db, east, "双人")] as const
  const { event: one } = await event()
  const [a, b] = await pair()
  await enter(a, one.id)
  await enter(b, one.id)
  expect(await codeOf(merge(a, b))).toBe("both_entered")
  await db.update(entries).set({ registration: "withdrawn" }).where(eq(entries.personId, a.id))
  expect(await codeOf(merge(a, b))).toBe("only_other_stands")
  expect(await codeOf(merge(b, a))).toBe("merged")
  const { event: two } = await event()
  const [c, d] = await pair()
  await seat(c, two.id, "J1")
  await enter(d, two.id)
  expect(await codeOf(merge(c, d))).toBe("judge_and_entrant")
  const [e, f] = await pair()
  await seat(e, two.id, "J2")
  await seat(f, two.id, "J3")
  expect(await codeOf(merge(e, f))).toBe("both_on_panel")
  expect((await db.select().from(people).where(eq(people.id, f.id)))[0]?.mergedIntoId).toBe(null)
})

test("two who are nominated in one programme are for its office to settle", async () => {
  const programme = await makeProgramme(db, root, "twice")
  const [kept, gone] = [await makePerson(db, east, "二提名"), await makePerson(db, west, "二提名")]
  for (const person of [kept, gone]) await makeNomination(db, programme, { honour, unit: east, person })
  expect(await codeOf(merge(kept, gone))).toBe("merge_nominated_twice")
  const page = await admin.post(`/manage/doubles/${kept.id}/${gone.id}`, { version: "1", otherVersion: "1" })
  expect([page.status, (await page.text()).includes("同一评选")]).toEqual([422, true])
  expect((await db.select().from(people).where(eq(people.id, gone.id)))[0]?.mergedIntoId).toBe(null)
})

test("an administrator merges only within reach, over all duties, and never the own file away", async () => {
  const [kept, gone] = [await makePerson(db, east, "远人"), await makePerson(db, east, "远人")]
  const far = await makePerson(db, west, "远人")
  const path = (into: { id: number }, from: { id: number }) => `/manage/doubles/${into.id}/${from.id}`
  const versions = { version: "1", otherVersion: "1" }
  expect((await eastAdmin.post(path(kept, far), versions)).status).toBe(404)
  expect((await eastAdmin.post(path(kept, kept), versions)).status).toBe(404)
  await db.insert(duties).values({ personId: gone.id, kind: "auditor", unitId: root.id, createdAt })
  const beyond = await eastAdmin.post(path(kept, gone), versions)
  expect([beyond.status, (await beyond.text()).includes("管辖范围以外任职")]).toEqual([422, true])
  const [own] = await db.select().from(accounts).where(eq(accounts.id, eastAccount))
  const ownFile = { id: own?.personId ?? 0 }
  expect(await (await eastAdmin.post(path(kept, ownFile), versions)).text()).toContain("不能把自己的档案")
  expect((await admin.post(path(kept, gone), { ...versions, otherVersion: "9" })).status).toBe(409)
})

test("a number that is kept has to agree with the birth date that is kept", async () => {
  const kept = await makePerson(db, east, "号码", { birthDate: "1991-02-04" })
  const identity = sealedIdentity(keys, "resident_id", "420102199102030022")
  const gone = await makePerson(db, east, "号码", { birthDate: "1991-02-03", ...identity })
  expect(await codeOf(merge(kept, gone, ["identity"]))).toBe("identity_birth_date")
  expect(await codeOf(merge(gone, kept))).toBe("merged")
})

test("doubles are found by name, phone and former name, once a pair, and never where numbers tell them apart", async () => {
  const phone = sealedPhone(keys, "13900000001")
  const a = await makePerson(db, east, "疑一", phone)
  const b = await makePerson(db, west, "疑一", phone)
  const c = await makePerson(db, west, "疑二", { birthDate: "1980-01-01" })
  const d = await makePerson(db, west, "疑三", { birthDate: "1980-01-01" })
  await db.insert(formerPersonNames).values({ personId: c.id, name: "疑三", searchKey: "x", createdAt })
  await makePerson(db, east, "疑四", { birthDate: "1981-01-01", phoneHash: phone.phoneHash })
  const numbered = async (number: string) => makePerson(db, east, "疑五", sealedIdentity(keys, "resident_id", number))
  await numbered("420102199005010046")
  await numbered("110105199005010026")
  const all = await listDoubles(scope, { size: 20, offset: 0 })
  expect(all.lines.map(({ one, two, reasons }) => [one.id, two.id, reasons])).toEqual([
    [a.id, b.id, ["same_name", "same_phone"]],
    [c.id, d.id, ["former_name"]],
  ])
  expect(all.total).toBe(2)
  expect((await listDoubles(await scopeFor(eastAccount), { size: 20, offset: 0 })).total).toBe(0)
  expect(await admin.text("/manage/doubles")).toContain(`/manage/doubles/${a.id}/${b.id}`)
})

test("whatever two files hold, a merge loses no entry, honour or placing, or changes nothing at all", async () => {
  const totals = async () => {
    const counted = [entries, registerEntries, placings, seats, duties]
    return Promise.all(counted.map(async (table) => (await db.select().from(table)).length))
  }
  const held = async (id: number) => ({
    entries: (await db.select().from(entries).where(eq(entries.personId, id))).length,
    honours: (await db.select().from(registerEntries).where(eq(registerEntries.personId, id))).length,
  })
  const events = [await event(), await event(), await event()]
  const state = fc.constantFrom("none", "approved", "withdrawn")
  const files = fc.record({ states: fc.array(state, { minLength: 3, maxLength: 3 }), honours: fc.nat(2) })
  await fc.assert(
    fc.asyncProperty(files, files, async (one, two) => {
      const pair = [await makePerson(db, east, "守恒"), await makePerson(db, east, "守恒")] as const
      for (const [at, { states, honours }] of [one, two].entries()) {
        const person = pair[at] ?? pair[0]
        for (const [number, registration] of states.entries())
          if (registration !== "none")
            await enter(person, events[number]?.event.id ?? 0, registration as "approved" | "withdrawn")
        for (let given = 0; given < honours; given++) await register(person)
      }
      const [before, [kept, gone]] = [await totals(), await Promise.all(pair.map(({ id }) => held(id)))]
      const outcome = await codeOf(merge(pair[0], pair[1]))
      expect(await totals()).toEqual(before)
      const [now, left] = await Promise.all(pair.map(({ id }) => held(id)))
      const merged = outcome === "merged"
      const shared = one.states.filter((first, at) => first !== "none" && two.states[at] === "withdrawn").length
      const sum = (kept?.entries ?? 0) + (gone?.entries ?? 0) - shared
      const honours = (kept?.honours ?? 0) + (gone?.honours ?? 0)
      const wanted = merged
        ? [
            { entries: sum, honours },
            { entries: shared, honours: 0 },
          ]
        : [kept, gone]
      expect([now, left]).toEqual(wanted)
    }),
    { numRuns: 25 },
  )
})
