import { asc } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { sentBy } from "#competition/contests/editor/form.ts"
import { formOfRules } from "#competition/contests/editor/form-of-rules.ts"
import { currentRules } from "#competition/contests/queries.ts"
import { readBundle } from "#competition/ranking/read.ts"
import { tally } from "#competition/ranking/tally.ts"
import type { Db } from "#db/db.ts"
import { auditEntries } from "#db/schema/index.ts"
import { writeSheet } from "#files/xlsx.ts"
import { sha256 } from "#lib/hash.ts"
import { uuidv7 } from "#lib/uuid.ts"
import { type Browser, scopeOf, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"

const now = new Date("2026-04-10T02:00:00Z")
const password = "a long enough password"
const people = ["柳青峰", "欧阳若兰", "曾小川", "单雨桐"] as const
const unit = { name: "江城重型机床制造集团有限责任公司", shortName: "江城机床" }
const facts = { sex: "female", birthDate: "1988-08-08", identityClass: "industrial_worker", skillLevel: "senior" }

let db: Db
let web: ReturnType<typeof testApp>
beforeAll(async () => {
  db = (await freshDatabase()).db
  web = testApp(db, () => now, { setupHash: sha256("token") })
})

let heard = 0

/** What was recorded since this was last asked. */
async function recorded(): Promise<string[]> {
  const rows = await db.select().from(auditEntries).orderBy(asc(auditEntries.id))
  const news = rows.slice(heard).map(({ action }) => action)
  heard = rows.length
  return news
}

const times = (count: number, ...actions: string[]): string[] => Array.from({ length: count }, () => actions).flat()

/** Sends a form, expects to be sent on, and gives where to. */
async function send(browser: Browser, path: string, fields: Parameters<Browser["post"]>[1] = {}): Promise<string> {
  const answer = await browser.post(path, fields)
  const words = answer.status === 303 ? "" : (await answer.text()).replace(/<[^>]+>|\s+/g, " ").slice(0, 600)
  expect({ path, status: answer.status, words }).toEqual({ path, status: 303, words: "" })
  return answer.headers.get("Location") ?? ""
}

const idIn = (path: string): number => Number(/\/(\d+)/.exec(path)?.[1])

const field = (page: string, name: string): string =>
  /value="([^"]*)"/.exec(page.match(/<input[^>]*>/g)?.find((tag) => tag.includes(`name="${name}"`)) ?? "")?.[1] ?? ""

const versionAt = async (browser: Browser, path: string) => ({ version: field(await browser.text(path), "version") })

async function signIn(username: string, secret: string): Promise<Browser> {
  const browser = web.browser()
  await send(browser, "/sign-in", { username, password: secret, next: "/manage" })
  return browser
}

let admin: Browser

/** Somebody with a duty and an account; gives the browser they sign in with. */
async function hire(name: string, username: string, kind: string, at: number): Promise<Browser> {
  const path = await send(admin, "/manage/people/new", { version: "0", unit: `${at}`, name, ...facts })
  const person = `/manage/people/${idIn(path)}`
  await send(admin, `${person}/duties`, { kind, unit: `${at}` })
  const letter = await (await admin.post(`${person}/invitation`, { username })).text()
  const code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(letter)?.[0] ?? ""
  expect(await admin.text(person)).not.toContain(code)
  await send(web.browser(), "/invitation/acceptance", { code, password })
  return signIn(username, password)
}

let officer: Browser
let operator: Browser
let honours: Browser

test("a federation sets itself up, with its units, its staff and its honours", async () => {
  const founder = { name: "林知远", sex: "female", birthDate: "1979-05-01", username: "admin", password }
  const federation = { federation: "江城市总工会", shortName: "市总", level: "municipal" }
  await send(web.browser(), "/setup/token", { ...founder, ...federation })
  expect((await web.browser().get("/setup/token")).status).toBe(404)
  admin = await signIn("admin", password)
  expect(await recorded()).toEqual([
    "unit.create",
    "person.create",
    ...times(3, "duty.give"),
    "account.open",
    "unit.set_up",
    "account.sign_in",
  ])
  const root = Number(/<option value="(\d+)"/.exec(await admin.text("/manage/units/new"))?.[1])
  const kinds = { kind: "enterprise", level: "unit", ownership: "state", parent: `${root}`, version: "0" }
  const works = Number(/under=(\d+)/.exec(await send(admin, "/manage/units/new", { ...unit, ...kinds }))?.[1])
  expect(await recorded()).toEqual(["unit.create"])
  officer = await hire("沈书宁", "officer", "contest_officer", root)
  expect(await recorded()).toEqual([
    "person.create",
    "duty.give",
    "account.invite",
    "account.open",
    "account.accept",
    "account.sign_in",
  ])
  await hire("何清", "witness", "contest_officer", root)
  honours = await hire("江颂", "honours", "honours_officer", root)
  operator = await hire("程立", "operator", "unit_operator", works)
  await recorded()
  const titles = { titleZh: "江城市技术能手", titleEn: "Jiangcheng Skills Champion", slug: "champion" }
  const kind = { level: "municipal", recipientKind: "person", conferredBy: "江城市总工会", rank: "10" }
  await send(honours, "/manage/register/honours", { ...titles, ...kind, conferringUnitId: `${root}` })
  expect(await recorded()).toEqual(["honour.add"])
}, 120_000)

let contest: string
let event: string

test("an officer makes a contest from a template, lets three judges mark it, and opens registration", async () => {
  const host = /<option value="(\d+)"/.exec(await officer.text("/manage/contests/new"))?.[1] ?? ""
  const made = await send(officer, "/manage/contests/new", {
    titleZh: "第五届江城市职工技能大赛",
    titleEn: "The 5th Jiangcheng Skills Contest",
    slug: "jiangcheng-5",
    hostUnitId: host,
    startsOn: "2026-04-10",
    endsOn: "2026-04-12",
    registrationOpensAt: "2026-03-01 08:00",
    registrationClosesAt: "2026-04-10 12:00",
  })
  contest = `/manage/contests/${idIn(made)}`
  const template = /template=([a-z0-9-]+)/.exec(await officer.text(`${contest}/events/new`))?.[1] ?? ""
  const titles = { titleZh: "钳工", titleEn: "Fitter", code: "fitter", entrantGroup: "worker", showsJudgeMarks: "yes" }
  event = `/manage/events/${idIn(await send(officer, `${contest}/events/new`, { template, ...titles }))}`
  await changeRules()
  await send(officer, `${contest}/announcement`, await versionAt(officer, contest))
  await send(officer, `${event}/opening`, await versionAt(officer, event))
  expect(await recorded()).toEqual([
    "contest.create",
    "event.create",
    "event.change_rules",
    "contest.announce",
    "event.open",
  ])
})

async function changeRules(): Promise<void> {
  const scope = scopeOf(db, { kind: "system", name: "test" }, now)
  const row = await currentRules(scope, idIn(event))
  if (!row) throw new Error("no rules")
  const form = formOfRules(row.rules, row.titles)
  const judged = { kind: "judged", judges: "3", combine: "mean" }
  const nodes = form.nodes.map((node) => (node.key === "practice" ? { ...node, ...judged } : node))
  const prizes = form.prizes.map((prize) => ({ ...prize, count: "1", share: "", rounding: "" }))
  const sent = sentBy({ ...form, nodes, prizes })
  await send(officer, `${event}/rules/edit`, { ...sent, seen: `${row.number}`, do: "save" })
}

test("a unit enters people by form and by a workbook, and the officer approves them and draws their codes", async () => {
  const open = `/manage/registration/events/${idIn(event)}`
  const own = /<option value="(\d+)"/.exec(await operator.text(`${open}/new`))?.[1] ?? ""
  await send(operator, `${open}/people`, { unit: own, name: people[0], team: "", ...facts })
  const header = ["姓名", "性别", "出生日期", "身份类别"]
  const rows = people.slice(1).map((name) => [name, "男", "1990-01-02", "产业工人"])
  const body = new FormData()
  body.append("sheet", new Blob([await writeSheet([header, ...rows])]), "entries.xlsx")
  const init = { method: "POST", body, headers: { "Sec-Fetch-Site": "same-origin" } }
  const preview = await (await operator.ask(`${open}/import`, init)).text()
  for (const name of people.slice(1)) expect(preview).toContain(name)
  // The preview judged every row as the import will, and left nothing behind.
  expect(await recorded()).toEqual(["person.create", "entry.submit"])
  const typed = field(preview, "rows").replaceAll("&quot;", '"').replaceAll("&#34;", '"')
  await send(operator, `${open}/import/rows`, { rows: typed })
  const waiting = await officer.text(`${event}/registration`)
  const entry = [...waiting.matchAll(/name="entry" value="(\d+)"/g)].map(([, id = ""]) => id)
  expect(entry.length).toBe(people.length)
  await send(officer, `${event}/registration/approval`, { entry })
  await send(officer, `${event}/draw/seed`)
  await send(officer, `${event}/draw`, { prefix: "A" })
  const list = await (await officer.post(`${event}/draw/list`)).text()
  for (const name of people) expect(list).toContain(name)
  const entered = times(3, "person.create", "entry.submit")
  const drawn = ["draw.prepare", "event.draw", "draw.draw", "draw.open_list"]
  expect(await recorded()).toEqual([...entered, ...times(4, "entry.approve"), ...drawn])
})

const cards = new Map<string, string>()

test("the officer seats a panel, prints its cards and starts", async () => {
  const seats = [
    { role: "judge", alias: "J1", slots: ["practice"] },
    { role: "judge", alias: "J2", slots: ["practice"] },
    { role: "judge", alias: "J3", slots: ["practice"] },
    { role: "scorekeeper", alias: "S1", slots: ["theory", "value:minutes"] },
    { role: "head_judge", alias: "H1", slots: [] },
  ]
  for (const seat of seats) await send(officer, `${event}/seats`, { ...seat, personId: "" })
  const printed = await (await officer.post(`${event}/cards`)).text()
  for (const [, alias = "", code = ""] of printed.matchAll(/data-alias="([^"]+)" data-code="([^"]+)"/g))
    cards.set(alias, code)
  expect([...cards.keys()].sort()).toEqual(["H1", "J1", "J2", "J3", "S1"])
  await send(officer, `${event}/judging`)
  expect(await recorded()).toEqual([...times(5, "seat.appoint"), ...times(5, "seat.issue"), "event.start"])
})

const bodies: string[] = []

/** A browser in the hall: all it is shown is kept. */
async function seated(alias: string) {
  const browser = web.browser()
  await send(browser, "/judge/", { code: cards.get(alias) ?? "" })
  const read = async (path: string) => void bodies.push(await browser.text(path))
  const save = async (entry: string, slot: string, value: string) => {
    const id = uuidv7(now, crypto.getRandomValues(new Uint8Array(10)))
    const operations = [{ id, kind: "mark", entry, slot, value, seenVersion: 0 }]
    const text = await (await browser.postJson("/judge/operations", { operations })).text()
    bodies.push(text)
    expect(JSON.parse(text).results[0].code).toBe("saved")
  }
  return { browser, read, save }
}

const codes = ["A001", "A002", "A003", "A004"]

test("the panel marks by codes, and no page of it names an entrant or a unit", async () => {
  for (const alias of ["J1", "J2", "J3", "S1"]) {
    const seat = await seated(alias)
    for (const path of ["entries", "entries/A001", "sheet"]) await seat.read(`/judge/${path}`)
    for (const [index, code] of codes.entries()) {
      if (alias !== "S1") await seat.save(code, "practice", `${70 + index * 5 + Number(alias.slice(1))}`)
      else {
        await seat.save(code, "theory", `${80 - index}`)
        await seat.save(code, "value:minutes", `${100 + index}`)
      }
    }
    await seat.read("/judge/sheet/signature")
    await send(seat.browser, "/judge/sheet/signature")
    await seat.read("/judge/sheet")
  }
  const chief = await seated("H1")
  for (const path of ["progress", "progress/live", "progress/signature"]) await chief.read(`/judge/${path}`)
  await send(chief.browser, "/judge/progress/signature")
  const all = bodies.join("\n")
  for (const code of codes) expect(all).toContain(code)
  for (const secret of [...people, unit.name, unit.shortName]) expect(all).not.toContain(secret)
  const sheet = (count: number) => ["seat.sign_in", ...times(count, "mark.save"), "sheet.sign"]
  const head = ["seat.sign_in", "sheet.sign_set", "event.sign"]
  expect(await recorded()).toEqual([...times(3, ...sheet(4)), ...sheet(8), ...head])
})

test("the codes are opened before a witness, the result published and its prizes conferred", async () => {
  const result = `${event}/result`
  const page = await officer.text(result)
  const witness = /<select[^>]*name="witness"[\s\S]*?<option value="(\d+)"/.exec(page)?.[1] ?? ""
  await send(officer, `${result}/decoding`, { version: field(page, "version"), witness })
  const check = await versionAt(officer, `${result}/publication`)
  await send(officer, `${result}/publication`, { ...check, reason: "首次公布" })
  const list = await honours.text("/manage/register/conferrals")
  const conferral = /\/manage\/register\/conferrals\/\d+/.exec(list)?.[0] ?? ""
  const honour = /<option value="(\d+)"/.exec(await honours.text(conferral))?.[1] ?? ""
  const grades = {
    "gradeZh-0": "一等奖",
    "gradeEn-0": "First prize",
    "honour-0": honour,
    "honour-1": "",
    "honour-2": "",
  }
  const decision = { decidedOn: "2026-04-10", documentNumber: "江工发〔2026〕12号", visibleFrom: "" }
  await send(honours, conferral, { ...grades, ...decision })
  const steps = ["event.decode", "result.decode", "event.publish", "result.publish", "decision.enter", "honour.confer"]
  expect(await recorded()).toEqual(steps)
})

test("the public sees who won, finds the winner, and reckons the same from the bundle", async () => {
  const anybody = web.browser()
  const page = await anybody.text("/contests/jiangcheng-5/fitter")
  const shown = [...page.matchAll(/entries\/(A\d+)\?[^"]*">([^<]+)</g)]
  const places = new Map(shown.map(([, code = "", name = ""]) => [code, name]))
  const read = readBundle(new TextEncoder().encode(await anybody.text("/contests/jiangcheng-5/fitter/bundle.json")))
  if (!read.ok) throw new Error("the exported bundle is malformed")
  const { entries } = tally(read.value)
  expect(entries.map(({ entry }) => entry)).toEqual(["A004", "A003", "A002", "A001"])
  const totals = [...page.matchAll(/<td class="num"[^>]*><strong>([^<]+)</g)].map(([, total = ""]) => Number(total))
  expect(totals).toEqual(entries.map(({ total }) => Number(total)))
  for (const { entry } of entries) expect(places.has(entry)).toBe(true)
  const winner = places.get("A004") ?? ""
  expect(people.filter((name) => name === winner).length).toBe(1)
  expect(await anybody.text("/honours/champion")).toContain(winner)
  expect(await anybody.text(`/search?q=${encodeURIComponent(winner)}`)).toContain("champion")
  expect(await anybody.text("/contests/jiangcheng-5/fitter/entries/A004")).toContain(winner)
})
