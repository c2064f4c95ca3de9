import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, nominations, opinionLetters, opinions, unitVetoes } from "#db/schema/index.ts"
import type { Profile } from "#honours/programmes/filter.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeDefinition } from "../../support/definitions.ts"
import { makeHonour, makeNomination, makeProgramme } from "../../support/honours.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { profile } from "../../support/profiles.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "临江机械厂", root)
const elsewhere = await makeUnit(db, "邻县总工会")
const honour = await makeHonour(db, root, "may-day-medal")
const unitHonour = await makeHonour(db, root, "may-day-certificate", { recipientKind: "unit", rank: 2 })
const { as, browser } = testApp(db)
const officer = await as(await makeOfficer(db, root, "honours_officer"))
const stranger = await as(await makeOfficer(db, elsewhere, "honours_officer"))

const inOffice = (given: Partial<Profile>): Profile =>
  profile({ honour: "may-day-medal", identityClass: "cadre", ownership: "private", ...given })

const underway = { state: "underway", stepKey: "opinions" } as const
let serial = 0
async function city() {
  const slug = `city-${++serial}`
  const programme = await makeProgramme(db, root, slug)
  await makeDefinition(db, programme, "city-may-day")
  const person = await makePerson(db, works, "欧阳若兰")
  const cadre = await makeNomination(
    db,
    programme,
    { honour, unit: works, person },
    { ...underway, profile: inOffice({}) },
  )
  const asUnit = inOffice({ recipient: "unit", identityClass: null })
  const firm = await makeNomination(
    db,
    programme,
    { honour: unitHonour, unit: works },
    { ...underway, profile: asUnit },
  )
  return { slug, programme, cadre, firm, base: `/manage/programmes/${slug}/opinions` }
}

const due = { dueAt: "2030-01-04 17:00" }
/** Asks departments as the page does, and gives the codes that the letters show. */
async function ask(base: string, department: string[]): Promise<string[]> {
  const sent = await officer.post(base, { ...due, department })
  expect(sent.status).toBe(201)
  return [...(await sent.text()).matchAll(/data-code="([^"]+)"/g)].map(([, code = ""]) => code)
}
async function opened(code: string) {
  const department = browser()
  expect((await department.post("/opinions", { code })).headers.get("location")).toBe("/opinions/letter")
  return department
}
const asked = async (nominationId: number) =>
  (await db.select().from(opinions).where(eq(opinions.nominationId, nominationId)))[0]
const signer = { name: "周敏", post: "处长", version: "1" }

test("each department gets one letter about all who wait for it, and no letter twice", async () => {
  const { base, programme } = await city()
  expect(await officer.text(base)).toContain("待征求意见的部门")
  const codes = await ask(base, ["organisation", "market"])
  expect(codes).toHaveLength(2)
  expect((await officer.post(base, { ...due, department: ["organisation", "market"] })).status).toBe(422)
  const letters = await db.select().from(opinionLetters).where(eq(opinionLetters.programmeId, programme.id))
  expect(letters.map(({ department }) => department).sort()).toEqual(["market", "organisation"])
  expect(JSON.stringify(letters)).not.toContain(codes[0])
})

test("a department saves, comes back on another device, and signs once", async () => {
  const { base, cadre } = await city()
  const [code = ""] = await ask(base, ["organisation"])
  const row = await asked(cadre.id)
  const first = await opened(code.toLowerCase().replaceAll("-", " "))
  expect(await first.text("/opinions/letter")).toContain("欧阳若兰")
  const saved = { [`version_${row?.id}`]: "1", [`verdict_${row?.id}`]: "explain", [`words_${row?.id}`]: "去年已整改" }
  expect((await first.post("/opinions/letter", saved)).headers.get("location")).toBe("/opinions/letter?done=saved")
  const second = await opened(code)
  expect(await second.text("/opinions/letter")).toContain("去年已整改")
  const stale = await second.post("/opinions/letter", { ...saved, [`words_${row?.id}`]: "另一说法" })
  expect(stale.status).toBe(409)
  expect(await stale.text()).toContain("另一说法")
  const now = { ...saved, [`version_${row?.id}`]: "2" }
  expect((await second.post("/opinions/letter/signature", { ...now, ...signer })).headers.get("location")).toBe(
    "/opinions/letter?done=signed",
  )
  expect((await second.post("/opinions/letter/signature", { ...now, ...signer })).status).toBe(422)
  expect((await first.post("/opinions/letter", { ...now, [`version_${row?.id}`]: "3" })).status).toBe(422)
  expect(await asked(cadre.id)).toMatchObject({ verdict: "explain", words: "去年已整改" })
  const trail = await db.select().from(auditEntries).where(eq(auditEntries.subjectKind, "opinion_letter"))
  expect(trail.map(({ action }) => action).slice(-3)).toEqual(["opinion.give", "opinion.give", "opinion.sign"])
})

test("a letter is not signed before everything in it is answered, with words where they are needed", async () => {
  const { base, cadre } = await city()
  const [code = ""] = await ask(base, ["organisation"])
  const row = await asked(cadre.id)
  const department = await opened(code)
  const empty = await department.post("/opinions/letter/signature", { [`version_${row?.id}`]: "1", ...signer })
  expect(await empty.text()).toContain("请选择对“欧阳若兰”的意见")
  const bare = { [`version_${row?.id}`]: "1", [`verdict_${row?.id}`]: "disagree" }
  const against = await department.post("/opinions/letter/signature", { ...bare, ...signer })
  expect(against.status).toBe(422)
  expect(await against.text()).toContain("请说明对“欧阳若兰”不同意")
  expect(await asked(cadre.id)).toMatchObject({ verdict: null, version: 1 })
})

test("a department names a ground of the veto list with its day; the unit stands there once it has signed", async () => {
  const { base, firm } = await city()
  const [code = ""] = await ask(base, ["market"])
  const row = await asked(firm.id)
  const department = await opened(code)
  expect(await department.text("/opinions/letter")).toContain("一票否决事项")
  const own = (name: string, value: string) => ({ [`${name}_${row?.id}`]: value })
  const said = { ...own("version", "1"), ...own("verdict", "disagree"), ...own("words", "欠薪已立案") }
  const named = { ...said, ...own("ground", "wage_arrears") }
  const undated = await department.post("/opinions/letter/signature", { ...named, ...signer })
  expect([undated.status, await undated.text()]).toEqual([422, expect.stringContaining("请填写否决事项的发生日期")])
  const vetoes = () =>
    db
      .select()
      .from(unitVetoes)
      .where(eq(unitVetoes.letterId, row?.letterId ?? 0))
  expect(await vetoes()).toEqual([])
  const signed = await department.post("/opinions/letter/signature", {
    ...named,
    ...own("event", "2026-01-08"),
    ...signer,
  })
  expect(signed.status).toBe(303)
  const facts = {
    unitId: works.id,
    ground: "wage_arrears",
    source: "市场监管部门",
    fromDay: "2026-01-08",
    recordedBy: null,
  }
  expect(await vetoes()).toEqual([expect.objectContaining(facts)])
  expect(await officer.text(`/manage/nominations/${firm.id}`)).toContain("拖欠职工工资")
})

test("a nomination that was returned meanwhile is asked about no more, and asked anew in its next round", async () => {
  const { base, cadre } = await city()
  const [code = ""] = await ask(base, ["organisation"])
  await db.update(nominations).set({ round: 2, stepKey: "" }).where(eq(nominations.id, cadre.id))
  const department = await opened(code)
  expect(await department.text("/opinions/letter")).toContain("该推荐已退回或结束")
  const row = await asked(cadre.id)
  await department.post("/opinions/letter", { [`version_${row?.id}`]: "1", [`verdict_${row?.id}`]: "agree" })
  expect(await asked(cadre.id)).toMatchObject({ verdict: null })
  await db.update(nominations).set({ stepKey: "opinions" }).where(eq(nominations.id, cadre.id))
  expect(await ask(base, ["organisation"])).toHaveLength(1)
})

test("another code ends the first, and a wrong one opens nothing", async () => {
  const { base, cadre } = await city()
  const [code = ""] = await ask(base, ["organisation"])
  const department = await opened(code)
  const id = (await asked(cadre.id))?.letterId
  const again = await officer.post(`${base}/${id}/code`, { email: "" })
  const [, other = ""] = /data-code="([^"]+)"/.exec(await again.text()) ?? []
  expect((await department.get("/opinions/letter")).headers.get("location")).toBe("/opinions")
  expect((await browser().post("/opinions", { code })).status).toBe(422)
  await opened(other)
})

test("to the office of another federation none of it exists", async () => {
  const { base, cadre } = await city()
  await ask(base, ["organisation"])
  const id = (await asked(cadre.id))?.letterId
  for (const path of [base, `${base}/${id}`]) {
    expect((await officer.get(path)).status).toBe(200)
    expect((await stranger.get(path)).status).toBe(404)
  }
  expect((await stranger.post(base, { ...due, department: ["discipline"] })).status).toBe(404)
  expect((await stranger.post(`${base}/${id}/code`, { email: "" })).status).toBe(404)
  expect((await stranger.post(`${base}/${id}/reminder`)).status).toBe(404)
})

test("the page says a missing department and a missing time beside their fields", async () => {
  const { base } = await city()
  const answer = await officer.post(base, { dueAt: "soon" })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('href="#f-department"')
  expect(html).toContain('href="#f-dueAt"')
})
