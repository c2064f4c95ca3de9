import { expect, test } from "vitest"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"

const { db } = await freshDatabase()
const { browser } = testApp(db)

test("a page is in Chinese until another language is chosen, and stays in it", async () => {
  const visitor = browser()
  expect(await visitor.text("/sign-in")).toContain('<html lang="zh-CN">')
  expect(await visitor.text("/sign-in?lang=en")).toContain('<html lang="en">')
  expect(await visitor.text("/sign-in")).toContain('<html lang="en">')
  expect(await visitor.text("/sign-in?lang=zh-CN")).toContain('<html lang="zh-CN">')
  expect(visitor.cookies).toEqual({ lang: "zh-CN" })
})

test("a language, size or theme that does not exist changes nothing and leaves no cookie", async () => {
  const visitor = browser()
  const page = await visitor.text("/sign-in?lang=fr&text=huge&theme=pink")
  expect(page).toContain('<html lang="zh-CN">')
  expect(visitor.cookies).toEqual({})
  expect(await browser({ lang: "fr", text: "huge" }).text("/sign-in")).toContain('<html lang="zh-CN">')
})

test("large text is kept", async () => {
  const visitor = browser()
  await visitor.get("/sign-in?text=large")
  expect(await visitor.text("/sign-in")).toContain('class="large-text"')
  await visitor.get("/sign-in?text=normal")
  expect(await visitor.text("/sign-in")).not.toContain('class="large-text"')
})

test("cookies hold a choice or a session, closed to scripts and to other sites", async () => {
  const answer = await browser().get("/sign-in?lang=en")
  expect(answer.headers.getSetCookie()).toEqual(["lang=en; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax"])
})

test("over HTTPS the session's cookie belongs to this host alone", async () => {
  const secure = testApp(db, undefined, { origin: "https://laurel.test" })
  const answer = await secure.app.request("https://laurel.test/sign-out", {
    method: "POST",
    headers: { "Sec-Fetch-Site": "same-origin", Cookie: "__Host-sid=anything" },
  })
  expect(answer.headers.getSetCookie().map((line) => line.split("=")[0])).toEqual(["__Host-sid"])
  expect(answer.headers.getSetCookie().join()).toContain("Secure")
})

test("whoever is not signed in is sent to sign in, and from a page back to it", async () => {
  const page = await browser().get("/manage/account?done=changed")
  expect([page.status, page.headers.get("location")]).toEqual([
    303,
    "/sign-in?next=%2Fmanage%2Faccount%3Fdone%3Dchanged",
  ])
  const form = await browser().post("/manage/account", { current: "a" })
  expect([form.status, form.headers.get("location")]).toEqual([303, "/sign-in"])
})
