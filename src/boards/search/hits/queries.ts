import { and, eq, inArray, or, type Placeholder, type SQL, sql } from "drizzle-orm"
import { beginsWith, isFoundBy } from "#boards/board/lines/queries.ts"
import { publicEntry } from "#db/gate.ts"
import { givenOf, givenRow } from "#db/given.ts"
import { registerEntries, searchTerms, unitTerms } from "#db/schema/index.ts"
import type { Known } from "../terms.ts"

type Value<T> = T | Placeholder

/** What somebody looks for, and the part of it that a page shows. */
export type Asked = {
  readonly word: Value<string>
  readonly now: Value<Date>
  readonly offset: Value<number>
  readonly size: Value<number>
  /** No more entries are read, and sorted; of more than that another word finds the right one sooner. */
  readonly most: number
  /** What is asked of each entry beside the word. */
  readonly also: SQL | undefined
}

const word = givenOf("word")

/** Terms that begin with the word, in their order, each with what it finds: a text of the register, or a unit. */
const terms = (isInner: boolean, most: SQL): SQL => {
  const inner = sql.raw(`${isInner}`)
  return sql`
    (select is_inner, term, kind, text, 0 as unit_id from ${searchTerms}
      where is_inner = ${inner} and ${beginsWith(searchTerms.term, word)} order by term using ~<~, kind, text limit ${most})
    union all
    (select is_inner, term, 'of', '', unit_id from ${unitTerms}
      where is_inner = ${inner} and ${beginsWith(unitTerms.term, word)} order by term using ~<~, unit_id limit ${most})`
}

/** The entries of a hit, the newest first. */
function entriesOf({ now, also }: Asked, most: SQL): SQL {
  const { id, year, recipientName, unitName, forZh, unitId } = registerEntries
  const of = (kind: string, is: SQL) => sql`
    (select ${id}, ${year} from ${registerEntries} where hit.kind = ${sql.raw(`'${kind}'`)} and ${is}
      and ${and(publicEntry(now), also)} order by ${year} desc nulls last, ${id} limit ${most})`
  return sql.join(
    [
      of("name", sql`${recipientName} = hit.text`),
      of("unit", sql`${unitName} = hit.text`),
      of("for", sql`${forZh} = hit.text`),
      of("of", sql`${unitId} = hit.unit_id`),
    ],
    sql` union all `,
  )
}

/** What begins with the word comes before what holds it further on; no more is read than is asked for. */
const hits = (asked: Asked, most: SQL): SQL => sql`
  select found.id, hit.is_inner, hit.term, found.year
  from (${terms(false, most)} union all ${terms(true, most)}) as hit cross join lateral (${entriesOf(asked, most)}) as found
  limit ${most}`

/** Whether the word finds a unit by what it is called or was. */
const isUnit = sql`exists (select 1 from ${unitTerms} where ${unitTerms.isInner} = false and ${beginsWith(unitTerms.term, word)})
  or exists (select 1 from ${unitTerms} where ${unitTerms.isInner} = true and ${beginsWith(unitTerms.term, word)})`

/**
 * The entries of a page, the best first: the place of each, how many there are in all, how often they were hit, and
 * whether there are units to be told of. An entry that is hit more than once stands where its best hit does.
 */
export function picked(asked: Asked): SQL {
  const given = givenRow({ word: [asked.word, "text"], skip: [asked.offset, "int"], take: [asked.size, "int"] })
  const [skip, take] = [givenOf("skip"), givenOf("take")]
  return sql`(
    with ${given},
    hits as (${hits(asked, sql.raw(`${asked.most}`))}),
    sorted as (select id, row_number() over (order by is_inner, term using ~<~, year desc nulls last, id) as at from hits),
    ranked as (select id, min(at) as at, count(*)::int as times from sorted group by id),
    placed as (select id, row_number() over (order by at) as place, count(*) over () as total, sum(times) over () as hits
      from ranked)
    select *, (${isUnit}) as is_unit
    from placed where place > ${skip} and place <= ${skip} + ${take}) as picked`
}

/** Whether another word finds an entry, too. */
export const says = ({ word, year, honourIds }: Known): SQL | undefined =>
  or(
    isFoundBy(word),
    honourIds.length > 0 ? inArray(registerEntries.honourId, [...honourIds]) : undefined,
    year === undefined ? undefined : eq(registerEntries.year, year),
  )
