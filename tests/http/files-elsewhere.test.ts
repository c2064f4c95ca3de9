import { expect, test } from "vitest"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeDistrict } from "../support/district.ts"
import { makeUnit } from "../support/people.ts"

const { db } = await freshDatabase()
const { officer, open } = await makeDistrict(db, await makeUnit(db, "江城市总工会"), "临江")
const path = `/manage/contests/${open.contest.id}/events/import`
const words = { "zh-CN": "办公服务器", en: "takes files on its office server" }

const upload = (path: string) => {
  const body = new FormData()
  body.append("file", new Blob(["{}"]), "bundle.json")
  return [path, { method: "POST", body, headers: { "Sec-Fetch-Site": "same-origin" } }] as const
}

test.each(["zh-CN", "en"] as const)(
  "where no files are taken, a file is answered by saying where (%s)",
  async (lang) => {
    const elsewhere = await testApp(db, undefined, { readSheet: undefined, files: undefined }).as(officer)
    await elsewhere.get(`/?lang=${lang}`)
    const answer = await elsewhere.ask(...upload(path))
    expect(answer.status).toBe(501)
    expect(await answer.text()).toContain(words[lang])
    const page = await elsewhere.text(path)
    expect(page).toContain(words[lang])
    expect(page).not.toContain(`type="file"`)
  },
)

test("where files are taken, the same page asks for one and reads it", async () => {
  const here = await testApp(db).as(officer)
  expect(await here.text(path)).toContain(`type="file"`)
  expect((await here.ask(...upload(path))).status).toBe(422)
})
