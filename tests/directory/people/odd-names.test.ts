import { expect, test } from "vitest"
import { hasPrivateUse } from "#lib/names.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { sendFile } from "../../support/upload.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "东湖机床厂", root)
const elsewhere = await makeUnit(db, "他市总工会")
const { as } = testApp(db)
const admin = await as(await makeOfficer(db, root, "administrator"))
const warning = "含有自造字，别的电脑上可能显示不出来或显示成别的字"
const odd = ["\ue000", "\uf8ff", "\u{f0000}", "\u{ffffd}", "\u{100000}", "\u{10fffd}"]
const plainNames = ["王芳", "\u{20bb7}野", "阿依古丽·艾山", "\ud7ff", "\uf900", "[-]", "\u{2ffff}"]

test("signs of private use are those of the three planes, and no rare character", () => {
  expect(odd.map((sign) => hasPrivateUse(`王${sign}`))).toEqual(odd.map(() => true))
  expect(plainNames.map(hasPrivateUse)).toEqual(plainNames.map(() => false))
})

test("the list of names to check holds those within reach and nobody else", async () => {
  for (const sign of odd) await makePerson(db, works, `甲${sign}`)
  for (const name of plainNames) await makePerson(db, works, name)
  await makePerson(db, elsewhere, "外人\ue000")
  const page = await admin.text("/manage/people?check=names")
  for (const sign of odd) expect(page).toContain(`甲${sign}`)
  expect(page).not.toContain("王芳")
  expect(page).not.toContain("外人")
  expect(page).toContain('<option value="names" selected>')
  expect(await admin.text("/manage/people")).toContain("王芳")
})

test("a person's odd name is kept, with a warning on the page and beside the field", async () => {
  const form = { name: "赵\ue123", unit: `${works.id}`, sex: "male", birthDate: "1980-01-01", version: "0" }
  const bad = await admin.post("/manage/people/new", form)
  expect(bad.status).toBe(422)
  expect(await bad.text()).toContain('aria-describedby="f-name-hint f-name-warning"')
  const made = await admin.post("/manage/people/new", { ...form, identityClass: "industrial_worker" })
  const place = made.headers.get("location")?.split("?")[0] ?? ""
  expect(await admin.text(place)).toContain(warning)
  expect(await admin.text(`${place}/edit`)).toContain(warning)
  const other = await makePerson(db, works, "钱二")
  for (const rest of ["", "/edit"]) expect(await admin.text(`/manage/people/${other.id}${rest}`)).not.toContain(warning)
})

test("a unit's odd name is kept, with a warning on the page, beside the field and before an import", async () => {
  const unit = await makeUnit(db, "\ue456县总工会", root)
  for (const page of [`/manage/units?under=${unit.id}`, `/manage/units/${unit.id}`])
    expect(await admin.text(page)).toContain(warning)
  for (const page of [`/manage/units?under=${works.id}`, `/manage/units/${works.id}`])
    expect(await admin.text(page)).not.toContain(warning)
  const csv = "单位名称,上级单位,类别,级别,所有制\n\ue789厂,江城市总工会,企业,单位级,国有"
  const sent = await sendFile(admin, "/manage/imports/units", csv)
  expect(await admin.text(sent.headers.get("location") ?? "")).toContain("请核对这些姓名和名称")
})
