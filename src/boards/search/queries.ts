import { and, asc, eq, inArray, like, or, type SQL, sql } from "drizzle-orm"
import { holdsTerm, listLines, newestFirst } from "#boards/board/lines/queries.ts"
import type { Scope } from "#db/db.ts"
import { publicContest, publicEntry } from "#db/gate.ts"
import { contests, formerUnitNames, honours, registerEntries, searchTerms, units } from "#db/schema/index.ts"
import type { SearchKind } from "#db/words.ts"
import type { Page } from "#http/paging.ts"
import { withTerms, yearOf } from "./terms.ts"

/** No character stands behind this one: what begins with a word lies between the word and the word with it. */
const LAST = "\u{10ffff}"

/** Terms of a kind that begin with a word; compared byte by byte, as their index is. */
const begins = (kind: SearchKind, word: string): SQL =>
  sql`${searchTerms.kind} = ${kind} and ${searchTerms.term} ~>=~ ${word} and ${searchTerms.term} ~<~ ${word + LAST}`

const textsOf = (kind: SearchKind, word: string): SQL =>
  sql`(select ${searchTerms.text} from ${searchTerms} where ${begins(kind, word)})`

/** A name answers to a word in few ways: from how many of its characters, in characters, pinyin and initials. */
const WAYS = 6

/** The names of recipients that a word finds, whole ones first, as long as somebody of that name is public. */
export async function namesOf(scope: Scope, word: string, where: SQL | undefined, most: number): Promise<string[]> {
  const { term, text } = searchTerms
  const shown = sql`exists (select 1 from ${registerEntries} left join ${units} on ${units.id} = ${registerEntries.unitId}
    where ${and(eq(registerEntries.recipientName, text), publicEntry(scope.now), where)})`
  const rows = await scope.db
    .select({ text })
    .from(searchTerms)
    .where(and(begins("name", word), shown))
    .orderBy(sql`${term} using ~<~`, asc(text))
    .limit(most * WAYS)
  return [...new Set(rows.map((row) => row.text))].slice(0, most)
}

/** Units that a word finds by what they are called or were. */
export const unitsNamed = (scope: Scope, word: string) => {
  const part = `%${word}%`
  const former = sql`exists (select 1 from ${formerUnitNames}
    where ${and(eq(formerUnitNames.unitId, units.id), like(formerUnitNames.searchKey, part))})`
  const honoured = sql`exists (select 1 from ${registerEntries}
    where ${and(eq(registerEntries.unitId, units.id), publicEntry(scope.now))})`
  return scope.db
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(and(or(like(units.searchKey, part), former), honoured))
    .orderBy(asc(sql`length(${units.name})`), asc(units.sortStroke), asc(units.id))
    .limit(200)
}

type Known = { readonly unitIds: readonly number[]; readonly honourIds: readonly number[] }

/** What a word may say of an entry beside whose it is. */
const says = (word: string, { unitIds, honourIds }: Known): (SQL | undefined)[] => [
  unitIds.length > 0 ? inArray(registerEntries.unitId, [...unitIds]) : undefined,
  honourIds.length > 0 ? inArray(registerEntries.honourId, [...honourIds]) : undefined,
  yearOf(word) === undefined ? undefined : eq(registerEntries.year, yearOf(word) ?? 0),
]

/** Everything public that words find: honours, contests and units by their names, and lines of the register. */
export async function search(scope: Scope, words: readonly string[], page: Page) {
  if (words.length === 0) return { honours: [], contests: [], units: [], lines: [], more: false }
  const allHonours = await scope.db.select().from(honours).orderBy(asc(honours.rank), asc(honours.id))
  const allContests = await scope.db.select().from(contests).where(publicContest)
  const titled = (list: readonly string[]) => withTerms(allHonours, list, (one) => [one.titleZh, one.titleEn])
  const named = await Promise.all(words.map((word) => unitsNamed(scope, word)))
  const known = words.map((word, at) => ({
    unitIds: (named[at] ?? []).map(({ id }) => id),
    honourIds: titled([word]).map(({ id }) => id),
  }))
  const found = (await byName(scope, words, known, page)) ?? (await byRest(scope, words, known, page))
  return {
    honours: titled(words),
    contests: withTerms(allContests, words, (one) => [one.titleZh, one.titleEn]),
    units: words.length === 1 ? (named[0] ?? []).slice(0, 8) : [],
    lines: found.slice(0, page.size),
    more: found.length > page.size,
  }
}

/** Lines whose recipient one of the words finds, the shortest first: names are shorter than units; the rest must fit, too. */
async function byName(scope: Scope, words: readonly string[], known: readonly Known[], { offset, size }: Page) {
  const order = [...words.keys()].sort((a, b) => (words[a] ?? "").length - (words[b] ?? "").length)
  for (const at of order) {
    const others = words.flatMap((word, other) =>
      other === at ? [] : [or(holdsTerm(word), ...says(word, known[other] ?? { unitIds: [], honourIds: [] }))],
    )
    const names = await namesOf(scope, words[at] ?? "", and(...others), offset + size + 1)
    if (names.length === 0) continue
    const place = sql`array_position(array[${sql.join(
      names.map((name) => sql`${name}`),
      sql`, `,
    )}]::text[], ${registerEntries.recipientName})`
    const where = and(inArray(registerEntries.recipientName, names), ...others)
    const sorted = [place, ...newestFirst, asc(registerEntries.id)]
    return listLines(scope.db, { now: scope.now, where, order: sorted, page: { size: size + 1, offset } })
  }
  return undefined
}

/** Lines of a unit, an honour, an event or a year, where no word is anybody's name. */
function byRest(scope: Scope, words: readonly string[], known: readonly Known[], { offset, size }: Page) {
  const where = and(
    ...words.map((word, at) =>
      or(
        sql`${registerEntries.unitName} in ${textsOf("unit", word)}`,
        sql`${registerEntries.forZh} in ${textsOf("for", word)}`,
        ...says(word, known[at] ?? { unitIds: [], honourIds: [] }),
      ),
    ),
  )
  const order = [...newestFirst, asc(registerEntries.sortStroke), asc(registerEntries.id)]
  return listLines(scope.db, { now: scope.now, where, order, page: { size: size + 1, offset } })
}

/** What a box offers while somebody types: names, units and honours. */
export async function suggest(scope: Scope, words: readonly string[]) {
  const [word] = words
  if (!word || words.length > 1) return { names: [], units: [], honours: [] }
  const allHonours = await scope.db.select().from(honours).orderBy(asc(honours.rank), asc(honours.id))
  return {
    names: await namesOf(scope, word, undefined, 6),
    units: (await unitsNamed(scope, word)).slice(0, 4),
    honours: withTerms(allHonours, words, (one) => [one.titleZh, one.titleEn]).slice(0, 3),
  }
}
