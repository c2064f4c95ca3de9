import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm"
import { publicEntry } from "#db/gate.ts"
import { placings, registerEntries, registerRolls } from "#db/schema/index.ts"
import { statements } from "#db/statement.ts"
import { entriesWhere, given, rollsWhere } from "../conditions/queries.ts"
import { selectLines } from "../lines/queries.ts"
import type { BoardOrder } from "../order.ts"

/** By what names follow each other within a roll, before their numbers in the register. */
const orders: Readonly<Record<BoardOrder, SQL>> = {
  stroke: sql`${registerEntries.sortStroke}`,
  pinyin: sql`${registerEntries.sortPinyin}`,
  result: sql`lpad(coalesce(${placings.place}, 99999999)::text, 8, '0') || ${registerEntries.sortStroke}`,
}

const wanted = sql`json_to_recordset(${given.rolls}::json) as wanted(at int, roll int, skip int, take int)`

/** Each roll reads its own part of an index, however far down the board a stretch of it lies. */
const fromRolls = (key: SQL, joined: SQL, where: SQL | undefined): SQL => sql`
  select wanted.at, name.id, name.key from ${wanted} cross join lateral (
    select ${registerEntries.id}, ${key} as key from ${registerEntries} ${joined}
    where ${and(sql`${registerEntries.rollId} = wanted.roll`, publicEntry(given.now), where)}
    order by key, ${registerEntries.id} offset wanted.skip limit wanted.take) as name`

/** What a text finds is looked for once and then put in order: a roll would be read to its end for a few names. */
const fromFound = (key: SQL, joined: SQL, where: SQL | undefined): SQL => sql`
  select at, id, key from ${wanted} join (
    select ${registerEntries.id}, ${registerEntries.rollId}, ${key} as key,
      row_number() over (partition by ${registerEntries.rollId} order by ${key}, ${registerEntries.id}) as place
    from ${registerEntries} ${joined} where ${and(publicEntry(given.now), where)}) as found on found.roll_id = wanted.roll
  where place > skip and place <= skip + take`

/** The names of some stretches of rolls. */
export const listStretches = statements((db, asked: string) => {
  const [by, ...shape] = asked.split(" ") as [BoardOrder, ...string[]]
  const place = by === "result" ? sql`left join ${placings} on ${eq(placings.id, registerEntries.placingId)}` : sql``
  const names = (shape.includes("t0") ? fromFound : fromRolls)(orders[by], place, entriesWhere(shape.join(" ")))
  return selectLines(db, given.now, {})
    .innerJoin(sql`(${names}) as picked`, sql`picked.id = ${registerEntries.id}`)
    .orderBy(sql`picked.at`, sql`picked.key`, registerEntries.id)
})

/** Names in the order in which they were entered, after a given one. */
export const linesEntered = statements((db, shape: string) =>
  selectLines(db, given.now, {})
    .innerJoin(registerRolls, eq(registerRolls.id, registerEntries.rollId))
    .where(and(publicEntry(given.now), rollsWhere(shape), entriesWhere(shape), gt(registerEntries.id, given.after)))
    .orderBy(asc(registerEntries.id))
    .limit(given.size),
)
