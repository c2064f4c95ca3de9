import postgres from "postgres"
import { plain, syllablesOf } from "#lib/names.ts"
import type { Bare, BoardAsked, Timed } from "./bare-register.ts"
import { childOf } from "./children.ts"
import type { Finding } from "./finding.ts"
import { alternated, slowest5 } from "./rounds.ts"
import type { Row } from "./rows.ts"

const initial = (word: string) => word[0] ?? ""

/** Ways to look for a name, and by how much each may be slower than reading as many rows by their keys. */
const ways: readonly (readonly [string, number, (name: string) => string])[] = [
  ["whole names", 3, (name) => name],
  ["prefixes", 3, (name) => [...name].slice(0, 2).join("")],
  ["pinyin", 3, (name) => syllablesOf(name, "person").map(plain).join("")],
  ["initials", 3, (name) => syllablesOf(name, "person").map(plain).map(initial).join("")],
  ["substrings", 20, (name) => [...name].slice(1).join("")],
]

type Children = ReturnType<typeof children>
const children = () => ({
  app: childOf<Finding, Timed>("finding.ts"),
  bare: childOf<Bare, Timed>("bare-register.ts"),
})

/** Boards and searches on databases that `npm run seed` filled, the larger first: what grows shows in the last rows. */
export async function registerRows(urls: readonly string[], rounds: number): Promise<Row[]> {
  const [url, smaller] = urls as [string, string | undefined]
  const both = children()
  try {
    const rows = [await boardRow(both, url, rounds), ...(await searchRows(both, url, rounds))]
    return smaller ? [...rows, await growthRow(both, url, smaller, rounds)] : rows
  } finally {
    both.app.end()
    both.bare.end()
  }
}

/** People of a register, every so many lines one. */
async function sample(url: string, count: number): Promise<string[]> {
  const sql = postgres(url, { max: 1 })
  const rows = await sql<{ name: string }[]>`
    select recipient_name as name from register_entries e join honours h on h.id = e.honour_id
    where h.recipient_kind = 'person' and e.revoked_at is null and e.visible_from <= now()
    and e.id % greatest(1, (select max(id) from register_entries) / ${count * 3}::int) = 0 order by e.id limit ${count}`
  await sql.end()
  return rows.map(({ name }) => name)
}

const boards = (districts: readonly number[]): BoardAsked[] =>
  [
    { year: "2019" },
    { honour: "city-medal" },
    { honour: "city-medal", year: "2010", district: `${districts[0]}` },
    { level: "municipal", kind: "person", year: "2005" },
    { district: `${districts[1]}`, industry: "C" },
    { industry: "E", kind: "team" },
  ].flatMap((query) => [0, 100, 1_000].map((offset) => ({ query, offset })))

async function boardRow({ app, bare }: Children, url: string, rounds: number): Promise<Row> {
  const sql = postgres(url, { max: 1 })
  const districts = await sql<{ id: number }[]>`select id from units where kind = 'federation' and level = 'district'`
  await sql.end()
  const asked = boards(districts.map(({ id }) => id))
  const mean = ({ ms }: Timed) => ms.reduce((sum, one) => sum + one, 0) / ms.length
  const made = await alternated(
    rounds,
    async () => mean(await app.ask({ url, boards: asked })),
    async () => mean(await bare.ask({ url, boards: asked })),
  )
  return { name: "filtered boards, and by hand", ...made, unit: "ms", most: 2 }
}

async function searchRows({ app, bare }: Children, url: string, rounds: number): Promise<Row[]> {
  const names = await sample(url, 200)
  const rows: Row[] = []
  for (const [name, most, wordOf] of ways) {
    const words = names.map(wordOf)
    let counts: readonly number[] = []
    const made = await alternated(
      rounds,
      async () => {
        const { ms, rows } = await app.ask({ url, words })
        counts = rows
        return slowest5(ms)
      },
      async () => slowest5((await bare.ask({ url, rows: counts })).ms),
    )
    rows.push({ name: `search, ${name}, and by key`, ...made, unit: "ms, p95", most })
  }
  return rows
}

async function growthRow({ app }: Children, url: string, smaller: string, rounds: number): Promise<Row> {
  const [many, few] = [await sample(url, 200), await sample(smaller, 200)]
  const made = await alternated(
    rounds,
    async () => slowest5((await app.ask({ url, words: many })).ms),
    async () => slowest5((await app.ask({ url: smaller, words: few })).ms),
  )
  return { name: "search, and in the smaller register", ...made, unit: "ms, p95", most: 1.5 }
}
