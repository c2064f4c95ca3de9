import { createHash } from "node:crypto"
import { expect, test } from "vitest"
import { connect } from "#db/connect.ts"
import { securityHeaders } from "#http/security.ts"
import { dutyKinds } from "#lib/actor.ts"
import { origin, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"
import { hasParameters, pathOf, routesOf } from "../support/routes.ts"
import { contentsOf } from "../support/tables.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const accounts = await Promise.all(dutyKinds.map((kind) => makeOfficer(db, root, kind)))
const { app, browser, as } = testApp(db)
app.get("/planted/failure", () => {
  throw new Error("planted")
})
const routes = routesOf(app)

/** The headers that an answer lacks or has otherwise. */
const lacking = (answer: Response) =>
  Object.entries(securityHeaders).flatMap(([name, value]) => (answer.headers.get(name) === value ? [] : [name]))

test("the policy allows no inline script or style and no other origin", () => {
  const policy = securityHeaders["Content-Security-Policy"] ?? ""
  expect(policy).not.toMatch(/unsafe|nonce|https?:|\*/)
  for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
    expect(policy.split("; ").filter((one) => one === part)).toEqual([part])
})

const own = { "Sec-Fetch-Site": "same-origin" }
const senders: [Record<string, string>, boolean][] = [
  [own, true],
  [{ Origin: origin }, true],
  [{ "Sec-Fetch-Site": "same-site", Origin: origin }, false],
  [{ "Sec-Fetch-Site": "cross-site", Origin: origin }, false],
  [{ "Sec-Fetch-Site": "none" }, false],
  [{ Origin: "http://evil.test" }, false],
  [{ Origin: "null" }, false],
  [{ Origin: `${origin}.evil.test` }, false],
  [{ Referer: `${origin}/` }, false],
  [{}, false],
]

test.each(senders)("a change sent with %o passes: %s", async (headers, passes) => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    const answer = await app.request(`${origin}/no-such-page`, { method, headers })
    expect([method, answer.status]).toEqual([method, passes ? 404 : 403])
  }
  for (const method of ["GET", "HEAD"])
    expect((await app.request(`${origin}/sign-in`, { method, headers })).status).toBe(200)
})

test("every route answers with every security header, whoever asks, and never fails", async () => {
  expect(routes.filter(({ pattern }) => pattern === "/sign-in").map(({ method }) => method)).toEqual(["GET", "POST"])
  const visitors = [browser(), await as(accounts[0] as number)]
  for (const visitor of visitors)
    for (const { method, pattern } of routes) {
      const body = method === "GET" ? {} : { body: "" }
      const path = pathOf(pattern, "999999")
      const answer = await visitor.ask(path, { method, headers: own, ...body })
      const failed = answer.status >= 500 && path !== "/planted/failure"
      expect([method, pattern, failed, lacking(answer)]).toEqual([method, pattern, false, []])
    }
})

test("so do answers to what is not there, too large, broken, or refused", async () => {
  const visitor = browser()
  const large = { method: "POST", body: "x".repeat(13 * 2 ** 20), headers: own }
  const answers: [number, Response][] = [
    [404, await visitor.get("/no-such-page")],
    [404, await visitor.get("/static/no-such-file.css")],
    [413, await visitor.ask("/sign-in", large)],
    [500, await visitor.get("/planted/failure")],
    [403, await visitor.ask("/sign-in", { method: "POST" })],
    [200, await visitor.get("/static/css/base.css")],
  ]
  for (const [status, answer] of answers) expect([answer.status, lacking(answer)]).toEqual([status, []])
})

test("what is broken shows a plain page with a number to report, and nothing of the error", async () => {
  const page = await browser().text("/planted/failure?lang=en")
  expect(page).toContain("Something went wrong")
  expect(page).toMatch(/report number [0-9a-f-]{36}/)
  expect(page).not.toMatch(/Error|\.ts\b|>planted/)
})

test("without the database the answer is 503 with a plain page, and the page says that nothing was saved", async () => {
  const down = connect("postgres://nobody:nothing@127.0.0.1:1/nothing", 1)
  const visitor = testApp(down.db).browser({ sid: "a-session", lang: "en" })
  const answer = await visitor.get("/manage/account")
  expect([answer.status, lacking(answer)]).toEqual([503, []])
  expect(await answer.text()).toContain("The service is not available")
  await down.close()
})

test("reading pages writes nothing, whoever reads", { timeout: 120_000 }, async () => {
  const visitors = [browser(), ...(await Promise.all(accounts.map((account) => as(account))))]
  const before = await contentsOf(db)
  expect(before.accounts?.split(" ")[0]).toBe(String(accounts.length))
  const pages = routes.filter(({ method, pattern }) => method === "GET" && !hasParameters(pattern))
  for (const visitor of visitors) for (const { pattern } of pages) await (await visitor.get(pattern)).text()
  expect(await contentsOf(db)).toEqual(before)
})

test("a sum over a table shows a changed row", async () => {
  const sum = async () =>
    createHash("sha256")
      .update(JSON.stringify(await contentsOf(db)))
      .digest("hex")
  const before = await sum()
  await makeUnit(db, "另一个工会", root)
  expect(await sum()).not.toBe(before)
})
