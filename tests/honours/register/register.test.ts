import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, honours, honourVersions, registerEntries } from "#db/schema/index.ts"
import { versionInForce } from "#honours/register/queries.ts"
import { changedFacts } from "#honours/register/versions.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeHonour } from "../../support/honours.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const other = await makeUnit(db, "海州市总工会")
let now = new Date("2026-05-01T00:00:00Z")
const { as, browser } = testApp(db, () => now)
const officer = await as(await makeOfficer(db, city, "honours_officer"))
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const foreign = await makeHonour(db, other, "foreign")

const audited = async (action: string, id: number) => {
  const where = and(eq(auditEntries.action, action), eq(auditEntries.subjectId, id))
  return (await db.select().from(auditEntries).where(where)).length
}
const honourForm = (more: Record<string, string> = {}) => ({
  titleZh: "江城市五一劳动奖章",
  titleEn: "Jiangcheng May Day Medal",
  slug: "may-day-medal",
  level: "municipal",
  recipientKind: "person",
  conferredBy: "江城市总工会",
  conferringUnitId: String(city.id),
  rank: "2",
  repeats: "contribution",
  ...more,
})
const honourBySlug = async (slug: string) => {
  const [row] = await db.select().from(honours).where(eq(honours.slug, slug))
  return row
}
const medal = async () => {
  const found = await honourBySlug("may-day-medal")
  if (found) return found
  await officer.post("/manage/register/honours", honourForm())
  return (await honourBySlug("may-day-medal")) as NonNullable<typeof found>
}
const entryForm = async (more: Record<string, string> = {}) => ({
  honourId: String((await medal()).id),
  recipientName: "单田芳",
  unitName: "江城机床厂",
  gradeZh: "",
  gradeEn: "",
  gradeRank: "0",
  forZh: "",
  forEn: "",
  year: "2026",
  decidedOn: "2026-04-28",
  documentNumber: "江工发[2026]17号",
  visibleFrom: "",
  ...more,
})
const enter = async (more: Record<string, string> = {}) => {
  const answer = await officer.post("/manage/register", await entryForm(more))
  const id = Number(/register\/(\d+)\?/.exec(answer.headers.get("location") ?? "")?.[1])
  return { answer, id }
}

test("an honour is set up, and each reason against it is said beside its field", async () => {
  const made = await medal()
  expect(made).toMatchObject({ titleZh: "江城市五一劳动奖章", level: "municipal", rank: 2, version: 1 })
  expect(await audited("honour.add", made.id)).toBe(1)
  const again = async (more: Record<string, string>) => {
    const answer = await officer.post("/manage/register/honours", honourForm(more))
    return [answer.status, /<a href="#f-(\w+)">/.exec(await answer.text())?.[1]]
  }
  expect(await again({})).toEqual([422, "slug"])
  expect(await again({ slug: "May Day" })).toEqual([422, "slug"])
  expect(await again({ slug: "x", conferringUnitId: String(other.id) })).toEqual([422, "conferringUnitId"])
  expect(await again({ slug: "x", titleZh: "" })).toEqual([422, "titleZh"])
  expect(await officer.text("/manage/register/honours")).toContain("江城市五一劳动奖章")
})

test("an honour is changed from what was seen, and its recipients stay of one kind", async () => {
  const { id, version } = await medal()
  await enter()
  const path = `/manage/register/honours/${id}`
  const kind = await officer.post(
    path,
    honourForm({ recipientKind: "unit", version: String(version), changeReason: "更名" }),
  )
  expect([kind.status, await kind.text()]).toEqual([422, expect.stringContaining("授予对象不能再改")])
  const done = await officer.post(path, honourForm({ rank: "1", version: String(version), changeReason: "更名" }))
  expect(done.headers.get("location")).toBe("/manage/register/honours?done=changed")
  const stale = await officer.post(path, honourForm({ rank: "5", version: String(version), changeReason: "更名" }))
  expect(stale.status).toBe(409)
  expect((await medal()).rank).toBe(1)
  expect(await audited("honour.change", id)).toBe(1)
})

test("every version of an honour stays, with its reason and what it changed; an entry knows that of its time", async () => {
  const { id, version } = await medal()
  const path = `/manage/register/honours/${id}`
  const terms = {
    document: "江委办〔2026〕3号",
    most: "100",
    token: "奖章、证书",
    repeats: "never",
    basisLevels: "municipal",
  }
  const silent = await officer.post(path, honourForm({ ...terms, rank: "1", version: String(version) }))
  expect([silent.status, (await silent.text()).includes('href="#f-changeReason"')]).toEqual([422, true])
  const typed = honourForm({ ...terms, rank: "1", version: String(version), changeReason: "依据新办法" })
  const [before, after] = [now, new Date(now.getTime() + 1000)]
  now = after
  expect((await officer.post(path, typed)).status).toBe(303)
  now = before
  const rows = await db
    .select()
    .from(honourVersions)
    .where(eq(honourVersions.honourId, id))
    .orderBy(honourVersions.number)
  expect(rows.map(({ number, reason }) => [number, reason])).toEqual([
    [1, "set-up"],
    [2, "更名"],
    [3, "依据新办法"],
  ])
  expect([rows[1]?.facts.terms, rows[2]?.facts.terms]).toEqual([
    expect.objectContaining({ most: null, repeats: "contribution" }),
    { ...terms, most: 100, cycleYears: null, body: "", basisLevels: ["municipal"] },
  ])
  expect(changedFacts(rows[1]?.facts, rows[2]?.facts ?? {}).sort()).toEqual(Object.keys(terms).sort())
  const page = await officer.text(path)
  expect([page.includes("依据新办法"), page.includes('value="奖章、证书"')]).toEqual([true, true])
  const scope = scopeOf(db, { kind: "public" })
  expect(await versionInForce(scope, id, after)).toBe(3)
  expect(await versionInForce(scope, id, before)).toBe(2)
  expect(await versionInForce(scope, id, new Date(0))).toBeUndefined()
})

test("an entry is made by hand with the number in its official form and keys that find it", async () => {
  const { id } = await enter()
  const [row] = await db.select().from(registerEntries).where(eq(registerEntries.id, id))
  expect(row).toMatchObject({
    recipientName: "单田芳",
    unitId: works.id,
    documentNumber: "江工发〔2026〕17号",
    source: "decision",
  })
  expect(row?.searchKey).toBe("单田芳 shantianfang stf 江城机床厂")
  expect(row?.visibleFrom).toEqual(now)
  expect(await audited("honour.enter", id)).toBe(1)
  expect(await officer.text("/manage/register?q=shantianfang")).toContain("单田芳")
})

test("what does not fit is said beside its field, with what was typed", async () => {
  const { id: teamHonour } = await makeHonour(db, city, "pioneer", { recipientKind: "unit" })
  const cases: [Record<string, string>, string][] = [
    [{ documentNumber: "17号" }, "documentNumber"],
    [{ unitName: "没有这个厂" }, "unitName"],
    [{ unitName: other.name }, "unitName"],
    [{ recipientName: "" }, "recipientName"],
    [{ honourId: String(foreign.id) }, "honourId"],
    [{ year: "26" }, "year"],
    [{ decidedOn: "2026-02-30" }, "decidedOn"],
    [{ visibleFrom: "soon" }, "visibleFrom"],
  ]
  for (const [more, field] of cases) {
    const { answer } = await enter(more)
    const page = await answer.text()
    expect([answer.status, /<a href="#f-(\w+)">/.exec(page)?.[1]]).toEqual([422, field])
    expect(page).toContain('value="2026"'.replace("2026", more.year ?? "2026"))
  }
  const { id } = await enter({ honourId: String(teamHonour), recipientName: "" })
  const [row] = await db.select().from(registerEntries).where(eq(registerEntries.id, id))
  expect(row?.recipientName).toBe("江城机床厂")
})

test("an embargo ends to the second: before it the entry is on no public page, after it on all", async () => {
  await enter({ recipientName: "钟表匠", visibleFrom: "2026-05-02 09:00" })
  const pages = ["/honours/may-day-medal?q=钟表匠", "/search?q=zhongbiaojiang", "/honours/may-day-medal?year=2026"]
  const named = async (path: string) => /(<strong>|scope="row">)钟表匠</.test(await browser().text(path))
  const seen = async () => [await named(pages[0] ?? ""), await named(pages[1] ?? ""), await named(pages[2] ?? "")]
  const before = await browser().text("/")
  now = new Date("2026-05-02T00:59:59Z")
  expect(await seen()).toEqual([false, false, false])
  expect(await browser().text("/")).toBe(before)
  expect(await officer.text("/manage/register?state=waiting")).toContain("钟表匠")
  now = new Date("2026-05-02T01:00:00Z")
  expect(await seen()).toEqual([true, true, true])
  expect(await browser().text("/")).not.toBe(before)
})

test("another federation's register is not found, and the signed out are asked to sign in", async () => {
  const { id } = await enter()
  const honourId = (await medal()).id
  expect((await officer.get(`/manage/register/${id}`)).status).toBe(200)
  expect((await officer.get(`/manage/register/honours/${honourId}`)).status).toBe(200)
  for (const path of [`/manage/register/${id}`, `/manage/register/honours/${honourId}`])
    expect((await stranger.get(path)).status).toBe(404)
  expect(
    (await stranger.post(`/manage/register/honours/${honourId}`, honourForm({ version: "1", changeReason: "更名" })))
      .status,
  ).toBe(404)
  expect(await stranger.text("/manage/register")).not.toContain("单田芳")
  for (const path of ["", "/new", "/honours", "/honours/new", `/${id}`, `/honours/${honourId}`])
    expect((await browser().get(`/manage/register${path}`)).headers.get("location")).toContain("/sign-in")
})
