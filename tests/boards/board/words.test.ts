import { getTableColumns, sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { wantedBy } from "#boards/board/words/queries.ts"
import { registerEntries } from "#db/schema/index.ts"
import { enter } from "#honours/register/commands.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeHonour } from "../../support/honours.ts"
import { makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const now = new Date("2026-05-01T00:00:00Z")
const scope = scopeOf(db, { kind: "public" }, now)
const visitor = testApp(db, () => now).browser()
const city = await makeUnit(db, "江城市总工会")
const honour = await makeHonour(db, city, "medal", { titleZh: "五一劳动奖章" })

const line = (recipientName: string, unitName: string) => ({
  ...{ honourId: honour.id, unitId: city.id, recipientName, unitName, year: 2026, decidedOn: "2026-04-28" },
  ...{ documentNumber: "江工发〔2026〕17号", source: "decision" as const, visibleFrom: now },
})

/** As many entries like one, without a person and a placing of their own. */
async function copies(id: number, count: number): Promise<void> {
  const names = Object.values(getTableColumns(registerEntries)).flatMap(({ name }) => (name === "id" ? [] : [name]))
  const columns = sql.raw(names.join(", "))
  await db.execute(sql`insert into register_entries (${columns})
    select ${columns} from register_entries, generate_series(1, ${count}::int) where id = ${id}`)
}

beforeAll(async () => {
  const entries = [line("欧阳常见", "大众有限公司"), line("钱稀有", "大众有限公司"), line("钱稀有", "独一车间")]
  await enter(scopeOf(db, { kind: "system", name: "test" }, now), "person", entries)
  const [first] = await db.select({ id: registerEntries.id }).from(registerEntries).orderBy(registerEntries.id)
  await copies(first?.id ?? 0, 100_000)
}, 120_000)

test("the rarest word is looked for first, and a text whose rarest word stands nearly everywhere is known", async () => {
  expect(await wantedBy(scope, "有限公司 稀有")).toEqual({ q: "稀有 有限公司", isEverywhere: false })
  expect(await wantedBy(scope, "独一 有限公司 钱")).toEqual({ q: "独一 钱 有限公司", isEverywhere: false })
  expect(await wantedBy(scope, "公司")).toEqual({ q: "公司", isEverywhere: true })
  expect(await wantedBy(scope, "公司 欧阳")).toMatchObject({ isEverywhere: true })
  expect(await wantedBy(scope, " · ")).toEqual({ q: "", isEverywhere: false })
})

test("a board says so, keeps what was typed, and finds by one more word", async () => {
  for (const path of ["/honours/medal", "/honours"]) {
    const page = await visitor.text(`${path}?q=公司&year=2026`)
    expect(page).toContain("“公司”几乎处处都有")
    expect(page).toContain('value="公司"')
    expect(page).not.toContain("欧阳常见")
    expect(page).not.toMatch(/共 0 |0 人|（0）/)
  }
  const page = await visitor.text("/honours/medal?q=公司+钱")
  expect([page.includes("钱稀有"), page.includes("几乎处处都有")]).toEqual([true, false])
  expect(await visitor.text("/honours/medal?lang=en&q=公司")).toContain("“公司” is found nearly everywhere")
})

test("files and the interface for machines refuse it in words", async () => {
  for (const path of ["/data/honours/csv", "/api/v1/entries", "/api/v1/honours"]) {
    const answer = await visitor.get(`${path}?q=公司`)
    expect([path, answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([
      path,
      400,
      "q: found too often to be counted; add another word",
    ])
  }
  const found = (await (await visitor.get("/api/v1/entries?q=公司+钱")).json()) as { items: { name: string }[] }
  expect(found.items.map(({ name }) => name)).toEqual(["钱稀有"])
})
