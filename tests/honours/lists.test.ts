import { expect, test } from "vitest"
import { revocations } from "#db/schema/index.ts"
import { keepHistory } from "#honours/history/commands.ts"
import { enterByHand } from "#honours/register/entering/commands.ts"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeHonour } from "../support/honours.ts"
import { friday, makeNotice, makeObjection, objection, scopeAs } from "../support/notices.ts"
import { makeOfficer, makePerson, makeUnit } from "../support/people.ts"
import { queriesOf } from "../support/queries.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const { as } = testApp(db, () => friday)
const account = await makeOfficer(db, city, "honours_officer")
const officer = await as(account)
const scope = await scopeAs(db, account)
const medal = await makeHonour(db, city, "medal")

const blank = { gradeZh: "", gradeEn: "", gradeRank: 0, forZh: "", forEn: "", sortKeyOverride: "" }
const nobody = { isPosthumous: false, receiverName: "", receiverRelation: "", visibleFrom: null }

let serial = 0
/** Somebody is honoured: by a decision of its own, or with the others in one. */
async function honour(number?: string): Promise<number> {
  const at = ++serial
  const document = { year: 2024, decidedOn: "2024-04-20", documentNumber: number ?? `江工发〔2024〕${at}号` }
  const whom = { honourId: medal.id, recipientName: `获奖${at}`, unitName: works.name }
  const made = await enterByHand(scope, { ...blank, ...nobody, ...document, ...whom })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value.id
}

async function revoke(): Promise<void> {
  const asked = { kind: "revocation", ground: "untrue_deeds", statement: "事迹失实" } as const
  await db.insert(revocations).values({ entryId: await honour(), openedByUnitId: city.id, ...asked, createdAt: friday })
}

/** A roll of so many rows, all of whose units and persons have to be decided. */
async function keepRoll(rows: number): Promise<number> {
  const given = (at: number) => ({ name: `老先进${at}`, unit: `${works.name}${at}分厂`, honour: "", year: "1987" })
  const rest = { decidedOn: "", documentNumber: "", grade: "", reason: "", birthYear: "1990", archive: "" }
  for (let at = 0; at < rows; at++) await makePerson(db, works, `老先进${at}`, { birthDate: "1990-01-01" })
  const lines = Array.from({ length: rows }, (_, at) => ({ row: at + 2, given: { ...given(at), ...rest } }))
  const bytes = new TextEncoder().encode(`roll ${++serial}`)
  const made = await keepHistory(scope, { fileName: "名册.csv", bytes, rows: lines })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value.id
}

const single = "江工发〔2024〕9999号"
const notice = await makeNotice(scope, city.id)
const roll = { one: await keepRoll(1), many: await keepRoll(30) }
await honour(single)
await revoke()
await makeObjection(scope, notice)
const decisions = await officer.text("/manage/register/decisions")
const decision = /decisions\/(\d+)">江工发〔2024〕9999号/.exec(decisions)?.[1] ?? ""

const times = async (count: number, work: (at: number) => Promise<unknown>) => {
  for (let at = 0; at < count; at++) await work(at)
}

/** Each list, and how one more row comes into it. */
const lists: readonly [string, (at: number) => Promise<unknown>][] = [
  ["/manage/register?size=100", () => honour()],
  ["/manage/register?size=100&q=获奖&state=visible", () => honour()],
  ["/manage/register/decisions?size=100", () => honour()],
  [`/manage/register/decisions/${decision}`, () => honour(single)],
  ["/manage/register/honours", (at) => makeHonour(db, city, `honour-${at}`)],
  ["/manage/revocations?size=100", () => revoke()],
  ["/manage/notices?size=100", () => makeNotice(scope, city.id)],
  [
    `/manage/notices/${notice}`,
    (at) => makeObjection(scope, notice, objection({ once: String(at).padStart(32, "1") })),
  ],
  ["/manage/register/import", () => keepRoll(1)],
  ["/manage", async () => makeObjection(scope, await makeNotice(scope, city.id))],
]

test.each(lists)("%s costs no query more for twenty-nine rows more", async (path, add) => {
  const page = () => officer.text(path)
  const before = await page()
  const few = (await queriesOf(db, page)).length
  await times(29, add)
  const many = (await queriesOf(db, page)).length
  expect([few > 1, many]).toEqual([true, few])
  expect((await page()).length).toBeGreaterThan(before.length)
})

test.each(["", "/units", "/people", "/rows", "/rows?state=open"])(
  "a roll's page %s costs as many queries with thirty rows as with one",
  async (rest) => {
    const count = async (id: number) =>
      (await queriesOf(db, () => officer.text(`/manage/register/import/${id}${rest}`))).length
    const few = await count(roll.one)
    expect([few > 1, await count(roll.many)]).toEqual([true, few])
  },
)
