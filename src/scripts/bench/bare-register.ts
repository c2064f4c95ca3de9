import postgres from "postgres"
import { answering } from "./children.ts"
import { timed } from "./rounds.ts"

/** A board's address, and how far down its page begins. */
export type BoardAsked = { readonly query: Readonly<Record<string, string>>; readonly offset: number }

/** How long each took, in ms, and how many rows it gave. */
export type Timed = { readonly ms: readonly number[]; readonly rows: readonly number[] }

/** The same boards in SQL by hand, or so many rows by their primary keys for each number of `rows`. */
export type Bare = { readonly url: string; readonly boards?: readonly BoardAsked[]; readonly rows?: readonly number[] }

let opened: { url: string; sql: postgres.Sql } | undefined

function on(url: string): postgres.Sql {
  if (opened?.url !== url) opened = { url, sql: postgres(url, { max: 10 }) }
  return opened.sql
}

async function ask({ url, boards = [], rows = [] }: Bare): Promise<Timed> {
  const sql = on(url)
  const { 0: last } = await sql`select max(id) as id from register_entries`
  const found: number[] = []
  const ms = await timed([
    ...rows.map((count, turn) => async () => {
      const ids = Array.from({ length: count }, (_, at) => 1 + ((turn * 7_919 + at * 104_729) % last?.id))
      found.push((await sql`select * from register_entries where id = any(${ids})`).length)
    }),
    ...boards.map((asked) => async () => void found.push(await board(sql, asked))),
  ])
  return { ms, rows: found }
}

const kept = (sql: postgres.Sql, query: BoardAsked["query"], but: readonly string[]) => {
  const asks = (name: string) => query[name] !== undefined && !but.includes(name)
  return sql`
    c.visible_from <= now() and c.roll_id > 0
    ${asks("year") ? sql`and r.year = ${Number(query.year)}` : sql``}
    ${asks("honour") ? sql`and h.slug = ${query.honour as string}` : sql``}
    ${asks("level") ? sql`and h.level = ${query.level as string}` : sql``}
    ${asks("kind") ? sql`and h.recipient_kind = ${query.kind as string}` : sql``}`
}

/** What a board of the app shows: the choices of its filter with their counts, its rolls, and the names of a page. */
async function board(sql: postgres.Sql, { query, offset }: BoardAsked): Promise<number> {
  const district = Number(query.district ?? -1)
  const section = query.industry ?? "*"
  const counts = sql`from board_counts c join register_rolls r on r.id = c.roll_id join honours h on h.id = r.honour_id`
  await sql`select * from honours order by rank, id`
  await sql`select id, name, short_name, path from units where kind = 'federation' and level = 'district' order by sort_stroke`
  await sql`select h.id, r.year, sum(c.count)::int ${counts} where c.district = ${district} and c.section = ${section}
    and ${kept(sql, query, ["year", "honour", "level", "kind"])} group by 1, 2`
  const rolls = await sql`select r.*, h.slug, h.title_zh, h.title_en, sum(c.count)::int as count ${counts}
    where c.district = ${district} and c.section = ${section} and ${kept(sql, query, [])} group by r.id, h.id
    having sum(c.count) > 0
    order by r.year desc nulls last, r.year_to, h.rank, h.id, r.grade_rank, r.grade_zh, r.grade_en`
  await sql`select c.district, sum(c.count)::int ${counts} where c.district > 0 and c.section = ${section}
    and ${kept(sql, query, [])} group by 1`
  await sql`select c.section, sum(c.count)::int ${counts} where c.district = ${district} and c.section <> '*'
    and ${kept(sql, query, [])} group by 1`
  return (await names(sql, { query, offset }, rolls)).length
}

/** The page's names, each roll by its index, as the counts say which rolls lie on the page. */
async function names(sql: postgres.Sql, { query, offset }: BoardAsked, rolls: readonly postgres.Row[]) {
  const lines: postgres.Row[] = []
  let begins = 0
  for (const { id, count } of rolls) {
    const skip = Math.max(0, offset - begins)
    const take = Math.min(begins + count, offset + 100) - begins - skip
    begins += count
    if (take <= 0) continue
    const rows = await sql`select e.*, h.slug, h.title_zh, h.title_en, h.level from register_entries e
      join honours h on h.id = e.honour_id where e.roll_id = ${id} and e.visible_from <= now() and e.revoked_at is null
      ${query.district ? sql`and e.district_id = ${Number(query.district)}` : sql``}
      ${query.industry ? sql`and e.section = ${query.industry}` : sql``}
      order by e.sort_stroke, e.id offset ${skip} limit ${take}`
    lines.push(...rows)
    if (lines.length >= 100) break
  }
  return lines
}

answering(ask)
