import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { contests, events, seats } from "#db/schema/index.ts"
import { type Browser, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeDistrict, seatCodes } from "../support/district.ts"
import { makeOfficer, makePerson, makeUnit } from "../support/people.ts"
import { contentsOf } from "../support/tables.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
await makeOfficer(db, city, "administrator")
const [near, far] = [await makeDistrict(db, city, "临江"), await makeDistrict(db, city, "东山", "2")]
const { browser, as } = testApp(db, () => new Date("2026-03-01T00:00:00Z"))
const head = await makeOfficer(db, near.host, "administrator")
await db.update(events).set({ state: "signed" }).where(eq(events.id, near.judging.event.id))
await db.update(seats).set({ signedAt: new Date() }).where(eq(seats.eventId, near.judging.event.id))
const registrationClosesAt = new Date("2026-03-31T00:00:00Z")
await db.update(contests).set({ registrationClosesAt }).where(eq(contests.id, near.open.contest.id))
const free = await makePerson(db, near.works, "自由人")

const administrator = await as(head)
const officer = await as(near.officer)
const only = await as(near.only)
const honours = await as(near.honours)
const operator = await as(near.operator)
const judge = browser()
await judge.post("/judge/", { code: seatCodes.judge })
const headJudge = browser()
await headJudge.post("/judge/", { code: seatCodes.head_judge })

type Body = Readonly<Record<string, string>>
/** Who sends what, with one field that names something of another district, and how that is refused. */
type Case = readonly [Browser, string, Body, Body, 404 | 422]

const contest = {
  titleZh: "技能大赛",
  slug: "skills",
  hostUnitId: `${near.host.id}`,
  startsOn: "2026-04-10",
  endsOn: "2026-04-12",
  registrationOpensAt: "2026-03-01T08:00",
  registrationClosesAt: "2026-03-20T18:00",
}
const person = { name: "王新", sex: "male", birthDate: "1990-01-01", identityClass: "industrial_worker" }
const unit = { name: "临江分厂", kind: "enterprise", level: "unit", ownership: "state", version: "0" }
const entry = { year: "2026", decidedOn: "2026-02-01", gradeRank: "1", recipientName: "王新" }
const honour = {
  titleZh: "奖章",
  titleEn: "Medal",
  level: "municipal",
  recipientKind: "person",
  conferredBy: "总工会",
  rank: "1",
}
const [open, judging] = [near.open.event.id, near.judging.event.id]
const decision = {
  decidedOn: "2026-02-20",
  documentNumber: "临工发〔2026〕3号",
  "gradeZh-0": "一等奖",
  "gradeEn-0": "First",
}

const cases: Readonly<Record<string, Case>> = {
  "a contest hosted elsewhere": [officer, "/manage/contests/new", contest, { hostUnitId: `${far.host.id}` }, 422],
  "a contest hosted above": [
    officer,
    "/manage/contests/new",
    { ...contest, slug: "s2" },
    { hostUnitId: `${city.id}` },
    422,
  ],
  "a contest that moves elsewhere": [
    only,
    `/manage/contests/${near.open.contest.id}/edit`,
    { ...contest, slug: "moved", version: "1" },
    { hostUnitId: `${far.host.id}` },
    422,
  ],
  "a judge from elsewhere": [
    officer,
    `/manage/events/${open}/seats`,
    { role: "judge", alias: "J10", slots: "practice", personId: `${near.person.id}` },
    { personId: `${far.person.id}` },
    422,
  ],
  "cards for another panel": [
    officer,
    `/manage/events/${open}/cards`,
    { seats: `${near.early}` },
    { seats: `${far.early}` },
    422,
  ],
  "approval of another event's entry": [
    officer,
    `/manage/events/${open}/registration/approval`,
    { entry: `${near.open.entry}` },
    { entry: `${far.open.entry}` },
    404,
  ],
  "somebody else's person entered": [
    operator,
    `/manage/registration/events/${open}/entries`,
    { person: `${free.id}` },
    { person: `${far.person.id}` },
    404,
  ],
  "a new person of another unit entered": [
    operator,
    `/manage/registration/events/${open}/people`,
    { ...person, unit: `${near.works.id}` },
    { unit: `${far.works.id}` },
    422,
  ],
  "a new person in another unit": [
    operator,
    "/manage/people/new",
    { ...person, name: "李新", unit: `${near.works.id}`, version: "0" },
    { unit: `${far.works.id}` },
    422,
  ],
  "a person who moves to another unit": [
    operator,
    `/manage/people/${free.id}/edit`,
    { ...person, name: "赵新", unit: `${near.works.id}`, version: "1" },
    { unit: `${far.works.id}` },
    422,
  ],
  "a duty in another unit": [
    administrator,
    `/manage/people/${free.id}/duties`,
    { kind: "auditor", unit: `${near.works.id}`, contest: "", endsOn: "" },
    { unit: `${far.works.id}` },
    422,
  ],
  "a duty in another contest": [
    administrator,
    `/manage/people/${free.id}/duties`,
    { kind: "contest_officer", unit: "", contest: `${near.open.contest.id}`, endsOn: "" },
    { contest: `${far.open.contest.id}` },
    422,
  ],
  "a unit below another": [
    administrator,
    "/manage/units/new",
    { ...unit, parent: `${near.host.id}` },
    { parent: `${far.host.id}` },
    422,
  ],
  "another federation's honour entered": [
    honours,
    "/manage/register",
    { ...entry, honourId: `${near.honour.id}`, unitName: near.works.name },
    { honourId: `${far.honour.id}` },
    422,
  ],
  "another federation's unit honoured": [
    honours,
    "/manage/register",
    { ...entry, honourId: `${near.honour.id}`, unitName: near.works.name },
    { unitName: far.works.name },
    422,
  ],
  "an honour in another federation's name": [
    honours,
    "/manage/register/honours",
    { ...honour, slug: "medal-2", conferringUnitId: `${near.host.id}` },
    { conferringUnitId: `${far.host.id}` },
    422,
  ],
  "another federation's honour conferred": [
    honours,
    `/manage/register/conferrals/${near.version}`,
    { ...decision, "honour-0": `${near.honour.id}` },
    { "honour-0": `${far.honour.id}` },
    422,
  ],
  "another panel's sheet reopened": [
    headJudge,
    "/judge/progress/reopening",
    { seat: "J1", reason: "补录" },
    { seat: "2judge" },
    422,
  ],
  "a witness from elsewhere": [
    officer,
    `/manage/events/${judging}/result/decoding`,
    { witness: `${near.auditor}`, version: "1" },
    { witness: `${far.auditor}` },
    422,
  ],
}

test.each(Object.entries(cases))(
  "%s is refused, and nothing changes",
  async (_, [visitor, path, body, foreign, status]) => {
    const before = await contentsOf(db)
    const answer = await visitor.post(path, { ...body, ...foreign })
    expect([answer.status, answer.headers.get("Location")]).toEqual([status, null])
    expect(await contentsOf(db)).toEqual(before)
  },
)

test("with what is one's own the same forms are carried out", async () => {
  const refused: [string, number][] = []
  for (const [name, [visitor, path, body]] of Object.entries(cases)) {
    const { status } = await visitor.post(path, body)
    if (status >= 400) refused.push([name, status])
  }
  // The sheet was opened again by then, so that its event is no longer to be decoded.
  expect(refused).toEqual([["a witness from elsewhere", 409]])
})
