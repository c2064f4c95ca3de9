import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { programmes } from "#db/schema/index.ts"
import { itemNames, itemsOf, partForms, without } from "#honours/programmes/definitions/parts.ts"
import { presets } from "#honours/programmes/presets/all.ts"
import { definitionOf } from "#honours/programmes/queries.ts"
import { withHonours } from "#honours/programmes/renaming.ts"
import { translator } from "#i18n/translate.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeHonour } from "../../support/honours.ts"
import { formsOf } from "../../support/pages.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"
import { definitionFor, makeAllotted } from "../../support/programmes.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const honour = await makeHonour(db, city, "medal")
const programme = await makeAllotted(db, {
  office: city,
  recommender: district,
  honour,
  slug: "may-day",
  state: "draft",
  definition: definitionFor(honour),
})
const { as } = testApp(db)
const officer = await as(await makeOfficer(db, city, "honours_officer"))
const base = "/manage/programmes/may-day"
const now = async () => (await definitionOf({ db }, programme)).definition

/** What a browser would send of a page's form as it stands: boxes and radios that are ticked, lists at their choice. */
function shown(html: string, path: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {
    ...formsOf(html, path).find(({ action }) => action === path)?.fields,
  }
  const boxes = [...html.matchAll(/<input type="(?:checkbox|radio)"[^>]*>/g)].map(([input]) => ({
    name: /name="([^"]*)"/.exec(input)?.[1] ?? "",
    value: /value="([^"]*)"/.exec(input)?.[1] ?? "",
    ticked: /\schecked/.test(input),
  }))
  for (const { name } of boxes) delete fields[name]
  for (const [select, name = ""] of html.matchAll(/<select[^>]*name="([^"]*)"[\s\S]*?<\/select>/g))
    fields[name] = /value="([^"]*)" selected/.exec(select)?.[1] ?? /value="([^"]*)"/.exec(select)?.[1] ?? ""
  for (const { name, value, ticked } of boxes) if (ticked) fields[name] = [...[fields[name] ?? []].flat(), value]
  return fields
}

/** Sends a page's form with some fields typed over. */
async function sent(path: string, typed: Record<string, string | string[]> = {}) {
  return officer.post(path, { ...shown(await officer.text(path), path), ...typed })
}

test.each(["basis", "honours", "terms", "papers"] as const)(
  "the form of %s, sent as it is, changes nothing but the number",
  async (part) => {
    const before = await now()
    const answer = await sent(`${base}/definition/${part}`)
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `${base}?done=definition`])
    expect(await now()).toEqual(before)
  },
)

test("what is typed becomes the definition", async () => {
  await sent(`${base}/definition/basis`, { document: "江委办〔2026〕1号", body: "市委办", most: "4" })
  expect((await now()).basis).toEqual({ document: "江委办〔2026〕1号", body: "市委办", most: 4 })
  expect(await officer.text(base)).toContain("名额 5 超过批准的 4")
  await sent(`${base}/definition/terms`, { cultivationMonths: "12", termYears: "3", grades: "五星级 = Five\n四星级" })
  const { cultivation, term } = await now()
  expect([cultivation, term?.grades.map(({ title }) => title)]).toEqual([
    { months: 12 },
    [
      { zh: "五星级", en: "Five" },
      { zh: "四星级", en: "四星级" },
    ],
  ])
})

test("a printed form of one's own is kept as rows; a field that there is not is named by its line", async () => {
  const path = `${base}/definition/papers`
  await sent(path, { "paper-approval_unit": "姓名或名称 = 单位全称\n负责人 | 地址", "paper-summary_unit": "" })
  expect((await now()).papers).toEqual({
    approval_unit: [[{ field: "name", label: "单位全称" }], [{ field: "leader" }, { field: "address" }]],
  })
  const wrong = await sent(path, { "paper-approval_unit": "姓名或名称\n星座" })
  const html = await wrong.text()
  expect([wrong.status, html.includes("第 2 行有不认识的栏目"), html.includes("星座")]).toEqual([422, true, true])
  expect(html).toContain('href="#f-paper-approval_unit"')
  await sent(path, { "paper-approval_unit": "" })
  expect((await now()).papers).toEqual({})
})

test("a ratio is added, changed and taken out; a wrong share comes back beside its field with nothing lost", async () => {
  const path = `${base}/definition/ratios/new`
  const typed = { titleZh: "女性", titleEn: "Women", share: "abc", "flags-of": "woman" }
  const wrong = await sent(path, typed)
  const page = await wrong.text()
  expect([wrong.status, page.includes('href="#f-share"'), page.includes('value="女性"')]).toEqual([422, true, true])
  expect((await sent(path, { ...typed, share: "20%", count: "3" })).status).toBe(422)
  expect((await sent(path, { ...typed, share: "20%" })).status).toBe(303)
  const { ratios } = await now()
  expect(ratios).toEqual([
    {
      key: "ratio1",
      title: { zh: "女性", en: "Women" },
      of: { flags: ["woman"] },
      among: {},
      base: "seats",
      bound: "least",
      share: "20",
      count: null,
    },
  ])
  expect(await officer.text(`${base}/definition/ratios`)).toContain("5 中至少 1")
  await sent(`${base}/definition/ratios/ratio1`, { share: "", count: "2" })
  expect((await now()).ratios[0]?.count).toBe(2)
  const { number } = await definitionOf({ db }, programme)
  const removed = await officer.post(`${base}/definition/ratios/ratio1/removal`, { seen: String(number) })
  expect([removed.status, (await now()).ratios]).toEqual([303, []])
})

test("a step moves to another place, keeps its key and the keys of its signers", async () => {
  const before = await now()
  const path = `${base}/definition/route/notice`
  const early = await sent(path, { position: "1" })
  expect([early.status, (await early.text()).includes("公示要在审核或委员会之后")]).toEqual([422, true])
  await sent(`${base}/definition/route/new`, {
    titleZh: "复核",
    titleEn: "Check",
    kind: "tier_review",
    position: "3",
    "signerZh-0": "办公室",
    "signerBy-0": "office",
  })
  const { route } = await now()
  expect(route.map(({ key }) => key)).toEqual(["recommendation", "review", "step1", "notice", "decision", "document"])
  expect(route.filter(({ key }) => key !== "step1")).toEqual(before.route)
})

test("of two who change the rules from the same page the second is asked again, with what was typed", async () => {
  const path = `${base}/definition/basis`
  const fields = shown(await officer.text(path), path)
  const send = (body: string) => officer.post(path, { ...fields, body })
  expect((await send("甲机关")).status).toBe(303)
  const second = await send("乙机关")
  const page = await second.text()
  expect([second.status, page.includes('value="乙机关"')]).toEqual([422, true])
  expect((await officer.post(path, shown(page, path))).status).toBe(303)
  expect((await now()).basis.body).toBe("乙机关")
})

test("once it is open a reason is asked for, and the history shows it", async () => {
  await db.update(programmes).set({ state: "open" }).where(eq(programmes.id, programme.id))
  const path = `${base}/definition/basis`
  const silent = await sent(path, { body: "丙机关" })
  expect([silent.status, (await silent.text()).includes('href="#f-reason"')]).toEqual([422, true])
  expect((await sent(path, { body: "丙机关", reason: "机关更名" })).status).toBe(303)
  const history = await officer.text(`${base}/definition`)
  expect([history.includes("机关更名"), history.includes("评选依据")]).toEqual([true, true])
})

test.each(presets.map((preset) => [preset.id, preset] as const))(
  "every item of the preset %s survives its form",
  (_, preset) => {
    const definition = withHonours(preset.definition, {})
    for (const part of itemNames)
      for (const { key } of itemsOf(definition, part)) {
        const form = partForms[part]
        const typed = form.typed(definition, key, translator("zh-CN")) ?? {}
        const fields = Object.entries(form.fields(definition))
        const value = Object.fromEntries(fields.map(([name, field]) => [name, field.parse(typed[name])]))
        expect(form.apply(definition, value, key)).toEqual(definition)
        expect(itemsOf(without(definition, part, key), part).some((one) => one.key === key)).toBe(false)
      }
  },
)
