import { readFileSync } from "node:fs"
import { strToU8, zipSync } from "fflate"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openDatabase } from "#db/open.ts"
import { auditEntries } from "#db/schema/index.ts"
import { type Language, languages } from "#i18n/translate.ts"
import { smtpMailer } from "#mail/smtp.ts"
import { canary } from "../../src/scripts/demo/known.ts"
import { demoPassword } from "../../src/scripts/demo/people.ts"
import { mailServer, type Taken } from "../support/mail.ts"
import { formsOf } from "../support/pages.ts"
import { textOf } from "../support/tables.ts"
import { type Demo, startDemo } from "./canary/demo-process.ts"
import { formsOfNumber, tracesInBytes, tracesInText, unpacked } from "./canary/traces.ts"
import { crawl, type Visited } from "./links.ts"
import { startChromium } from "./server.ts"
import { newVisitor, signIn, takeSeat } from "./visitors.ts"

const { identityNumber, phone } = canary
/** The number, its part that tells who it is, and the phone. */
const numbers = [identityNumber, identityNumber.slice(6), phone]
/** Typed where it does not belong: a number and phone that are nobody's. */
const typed = ["790042199001010042", "15499990042"] as const

const mails = await mailServer()
let demo: Demo
let chromium: Browser
beforeAll(async () => {
  demo = await startDemo(mails.url)
  chromium = await startChromium()
}, 300_000)
afterAll(async () => {
  await chromium.close()
  await mails.close()
  demo.remove()
})

const seats = { judge: "J1", scorekeeper: "S1", head_judge: "H1" } as const
const roles = ["public", "admin", "contest", "honours", "auditor", "lathe", ...Object.keys(seats)]

async function enter(role: string, lang: Language): Promise<{ context: BrowserContext; page: Page }> {
  const context = await newVisitor(chromium, { origin: demo.origin, lang })
  const alias = seats[role as keyof typeof seats]
  if (alias) await takeSeat(context, demo.cards.find((card) => card.alias === alias)?.code ?? "")
  else if (role !== "public") await signIn(context, role, demoPassword)
  const page = await context.newPage()
  await page.goto("/")
  return { context, page }
}

const name = encodeURIComponent(canary.name)
const startsOf = (role: string): string[] => {
  if (role === "head_judge") return ["/judge/progress"]
  if (role in seats) return ["/judge/entries"]
  const seen = [`/search?q=${name}`, "/contests", "/honours/may-day-medal", "/"]
  return role === "public" ? seen : [`/manage/people?name=${name}`, `/manage/register?name=${name}`, "/manage", ...seen]
}

const pattern = (path: string) =>
  path
    .replace(/[?].*/, "")
    .replace(/\d+/g, "n")
    .replace(/\/(contests|honours|data)\/[^/?]+/, "/$1/x")

function traces({ path, headers, body }: Visited): string[] {
  const found = [
    ...tracesInText(path, numbers),
    ...tracesInText(JSON.stringify(headers), numbers),
    ...tracesInBytes(body, numbers),
  ]
  return found.map((number) => `${path}: ${number}`)
}

const tracesInMail = ({ raw, subject, text }: Taken, of: readonly string[]): string[] => [
  ...new Set([raw, subject, text].flatMap((one) => tracesInText(one, of))),
]

/** All that a browser keeps of a site. */
async function keptBy(context: BrowserContext, page: Page): Promise<string> {
  const state = await context.storageState({ indexedDB: true })
  const more = await page.evaluate(async () => {
    const texts: string[] = [JSON.stringify({ ...sessionStorage }), JSON.stringify({ ...localStorage })]
    for (const key of "caches" in globalThis ? await caches.keys() : []) {
      const cache = await caches.open(key)
      for (const request of await cache.keys())
        texts.push(request.url, (await (await cache.match(request))?.text()) ?? "")
    }
    return texts.join("\n")
  })
  return JSON.stringify(state) + more
}

test("the search finds a number in every dress", () => {
  const spaced = `${identityNumber.slice(0, 6)} ${identityNumber.slice(6, 14)}-${identityNumber.slice(14)}`
  const wide = [...identityNumber].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)).join("")
  const entities = [...identityNumber].map((sign) => `&#${sign.charCodeAt(0)};`).join("")
  const dresses = [identityNumber, spaced, wide, entities, encodeURIComponent(spaced), `<b>${spaced}</b>`]
  for (const text of [...dresses, ...formsOfNumber(identityNumber)])
    expect([text, tracesInText(`a ${text} b`, [identityNumber])]).toEqual([text, [identityNumber]])
  for (const prefix of ["", "x", "xy", "xyz"]) {
    const coded = Buffer.from(`${prefix}${identityNumber} and more`).toString("base64")
    expect(tracesInText(`x ${coded}`, [identityNumber])).toEqual([identityNumber])
  }
  const zip = zipSync({ "xl/sharedStrings.xml": strToU8(`<t>${spaced}</t>`) })
  expect(tracesInBytes(zip, [identityNumber])).toEqual([identityNumber])
  expect(tracesInText("7****************X 154****1906", numbers)).toEqual([])
})

test("the search finds a number in a mail, whichever way it was written down", async () => {
  const server = await mailServer()
  const mailer = smtpMailer(server.url, "laurel@jiangcheng.example")
  const [mostlyChinese, mostlyEnglish] = [
    `${"临江区总工会".repeat(20)} ${phone} 。`,
    `${"Long ".repeat(30)}${phone} 程`,
  ]
  const told = [mostlyChinese, mostlyEnglish].flatMap((text) => [
    { subject: "x", text },
    { subject: text, text: "x" },
  ])
  for (const one of told) await mailer.send({ to: "wang@example.cn", ...one })
  mailer.close()
  await server.close()
  expect(new Set(server.taken.map(({ raw }) => /quoted-printable|base64|7bit/.exec(raw)?.[0])).size).toBe(3)
  expect(server.taken.map((mail) => tracesInMail(mail, numbers))).toEqual(told.map(() => [phone]))
})

test("who may, sees the number and the phone for a reason, once and uncached; the others do not", async () => {
  const { context, page } = await enter("admin", "zh-CN")
  await page.goto(`/manage/people?name=${name}`)
  await page.click(`main table a:has-text("${canary.name}")`)
  const file = new URL(page.url()).pathname
  const masked = await page.content()
  expect([masked.includes("154****1906"), tracesInText(masked, numbers)]).toEqual([true, []])
  for (const [field, number] of Object.entries({ identity_number: identityNumber, phone })) {
    await page.goto(`${file}/revelation`)
    await page.check(`input[name="field"][value="${field}"]`)
    await page.fill('textarea[name="reason"]', "核对参赛资格")
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === "POST"),
      page.click("main button.primary"),
    ])
    await page.waitForLoadState()
    expect([await page.textContent("main"), answer.headers()["cache-control"]]).toEqual([
      expect.stringContaining(number),
      expect.stringContaining("no-store"),
    ])
    expect(page.url()).not.toContain(number)
  }
  expect(tracesInText(await keptBy(context, page), numbers)).toEqual([])
  await context.close()
  for (const role of ["contest", "honours", "auditor", "power"]) {
    const other = await enter(role, "zh-CN")
    const answer = await other.page.request.get(`${file}/revelation`)
    expect([role, answer.status()]).toEqual([role, 404])
    await other.context.close()
  }
})

test("nothing that anybody can open, download or keep holds them, whichever language they read", async () => {
  const found: string[] = []
  let downloads = 0
  for (const [at, role] of roles.entries()) {
    const { context, page } = await enter(role, languages[at % 2] ?? "en")
    const visited = await crawl(page, startsOf(role), { most: 160, patternOf: pattern, perPattern: 2 })
    found.push(...visited.flatMap(traces).map((one) => `${role} ${one}`))
    downloads += visited.filter(({ html }) => html === "").length
    if (role === "public") expect(visited.filter(({ html }) => html.includes(canary.name)).length).toBeGreaterThan(2)
    for (const path of startsOf(role)) await page.goto(path)
    found.push(...tracesInText(await keptBy(context, page), numbers).map((one) => `${role} keeps ${one}`))
    await context.close()
  }
  expect(found).toEqual([])
  expect(downloads).toBeGreaterThan(5)
})

/** What a field that must never be shown again holds in an answer. */
const secretInputs = (html: string): string[] =>
  [...html.matchAll(/<input\b[^>]*>/g)].flatMap(([input]) =>
    /type="password"/.test(input) && typed.some((number) => input.includes(number)) ? [input] : [],
  )

test("typed into every field, they are in no address, no header and no password field of the answers", async () => {
  const found: string[] = []
  let sent = 0
  for (const role of ["public", "admin", "contest", "honours", "lathe", "scorekeeper"]) {
    const { context, page } = await enter(role, "en")
    const visited = await crawl(page, startsOf(role), { most: 120, patternOf: pattern, perPattern: 1 })
    const forms = new Map(
      visited.flatMap(({ html, path }) => formsOf(html, path).map((form) => [pattern(form.action), form])),
    )
    for (const { action, fields } of forms.values()) {
      if (Object.keys(fields).length === 0) continue
      const form = Object.fromEntries(Object.keys(fields).map((field, at) => [field, typed[at % 2] ?? ""]))
      const headers = { "Sec-Fetch-Site": "same-origin", Origin: demo.origin }
      const answer = await page.request.post(action, { form, headers, maxRedirects: 0 })
      sent += 1
      const wrong = [...tracesInText(JSON.stringify(answer.headers()), typed), ...secretInputs(await answer.text())]
      found.push(...wrong.map((one) => `${role} ${action}: ${one}`))
      if (answer.status() >= 500) found.push(`${role} ${action}: ${answer.status()}`)
    }
    found.push(...tracesInText(await keptBy(context, page), typed).map((one) => `${role} keeps ${one}`))
    await context.close()
  }
  expect(found).toEqual([])
  expect(sent).toBeGreaterThan(40)
})

test("no mail holds them: neither the invitations, nor what was sent for all that was typed", async () => {
  const invited = { "zh-CN": canary.name, en: "何思源" }
  for (const lang of languages) {
    const { context, page } = await enter("admin", lang)
    await page.goto(`/manage/people?name=${encodeURIComponent(invited[lang])}`)
    await page.click(`main table a:has-text("${invited[lang]}")`)
    await page.goto(`${new URL(page.url()).pathname}/invitation`)
    await page.fill('input[name="username"]', `invited-${lang.toLowerCase()}`)
    await page.check('input[name="delivery"][value="mail"]')
    await page.fill('input[name="email"]', `${lang.toLowerCase()}@example.cn`)
    await page.click("main button.primary")
    await context.close()
  }
  const received = () => mails.taken.flatMap(({ to, text }) => to.map((one) => [one, text] as const)).sort()
  await expect.poll(received, { timeout: 30_000 }).toEqual([
    ["en@example.cn", expect.stringMatching(/^何思源,[\s\S]*Your user name is invited-en\./)],
    ["zh-cn@example.cn", expect.stringMatching(/^程望舒：[\s\S]*您的用户名是 invited-zh-cn。/)],
  ])
  expect(mails.taken.flatMap((mail) => tracesInMail(mail, [...numbers, ...typed]))).toEqual([])
})

test("neither the log nor the trail nor a backup nor any file of the database holds them, but sealed", async () => {
  await demo.stop()
  const log = demo.log()
  expect(log.split("\n").length).toBeGreaterThan(500)
  expect(tracesInText(log, [...numbers, ...typed])).toEqual([])
  const backup = readFileSync(demo.backUp())
  const known = unpacked(backup).some((part) => Buffer.from(part).includes(canary.name))
  expect([known, tracesInBytes(backup, numbers)]).toEqual([true, []])
  for (const path of demo.filesOf()) expect([path, tracesInBytes(readFileSync(path), numbers)]).toEqual([path, []])
  const database = await openDatabase({ databaseUrl: undefined, dataDir: demo.dataDir })
  const all = await textOf(database.db)
  const trail = JSON.stringify(await database.db.select().from(auditEntries))
  await database.close()
  expect([all.includes(canary.name), tracesInText(all, numbers)]).toEqual([true, []])
  expect([trail.includes("核对参赛资格"), tracesInText(trail, [...numbers, ...typed])]).toEqual([true, []])
  expect(trail).not.toContain(canary.name)
})
