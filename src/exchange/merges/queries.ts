import { and, asc, count, eq, inArray, isNull, lt, ne, or, type SQL } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { accountsOf, noAccount } from "#accounts/invitations/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import { entries, formerPersonNames, people, registerEntries } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { dutiesOf } from "#directory/people/duties/queries.ts"
import { formerNamesOf } from "#directory/people/names/queries.ts"
import { findPerson, lineOf, type PersonLine, peopleWhere } from "#directory/people/queries.ts"

const one = alias(people, "one")
const two = alias(people, "two")

export type Suspicion = "same_name" | "same_phone" | "former_name"
export type Double = { readonly one: PersonLine; readonly two: PersonLine; readonly reasons: readonly Suspicion[] }
type Pair = { readonly first: number; readonly second: number }

/** More than anybody works through: a list that is longer shows its beginning. */
const MOST = 2_000

/** Two numbers of one kind are two people; what was merged, and what stands for a code, is nobody's double. */
const mayBeOne = and(
  isNull(one.mergedIntoId),
  isNull(two.mergedIntoId),
  eq(one.isPlaceholder, false),
  eq(two.isPlaceholder, false),
  or(isNull(one.identityKind), isNull(two.identityKind), ne(one.identityKind, two.identityKind)),
)
const sameDay = eq(one.birthDate, two.birthDate)
const sameName = eq(one.name, two.name)

// One query a reason, each a plain join on equal values: joined into one, an unanalysed database nests its loops.
const pairsWhere = (db: Db, alike: SQL | undefined): Promise<Pair[]> =>
  db
    .select({ first: one.id, second: two.id })
    .from(one)
    .innerJoin(two, and(alike, lt(one.id, two.id)))
    .where(mayBeOne)
    .orderBy(asc(one.id), asc(two.id))
    .limit(MOST)

async function formerPairs(db: Db): Promise<Pair[]> {
  const rows = await db
    .select({ first: one.id, second: two.id })
    .from(formerPersonNames)
    .innerJoin(one, eq(one.id, formerPersonNames.personId))
    .innerJoin(two, and(eq(two.name, formerPersonNames.name), sameDay, ne(one.id, two.id)))
    .where(mayBeOne)
    .limit(MOST)
  return rows.map(({ first, second }) => ({ first: Math.min(first, second), second: Math.max(first, second) }))
}

/** A phone alone says little, since colleagues share one: the name or the birth date has to be the same, too. */
async function suspected(db: Db) {
  const samePhone = and(eq(one.phoneHash, two.phoneHash), or(sameName, sameDay))
  const found: [Suspicion, Pair[]][] = [
    ["same_name", await pairsWhere(db, and(sameName, sameDay))],
    ["same_phone", await pairsWhere(db, samePhone)],
    ["former_name", await formerPairs(db)],
  ]
  const pairs = new Map<string, Pair & { reasons: Suspicion[] }>()
  for (const [reason, some] of found)
    for (const { first, second } of some) {
      const known = pairs.get(`${first} ${second}`)?.reasons ?? []
      pairs.set(`${first} ${second}`, { first, second, reasons: [...new Set([...known, reason])] })
    }
  return [...pairs.values()].toSorted((a, b) => a.first - b.first || a.second - b.second)
}

/** Pairs of files within reach that may be one person's, each once with every reason, some at a time. */
export async function listDoubles(scope: Scope, page: { size: number; offset: number }) {
  const pairs = await suspected(scope.db)
  const ids = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))]
  const within = and(inArray(people.id, ids), withinReach(scope.actor, "people.merge"))
  const rows = ids.length > 0 ? await peopleWhere(scope, within) : []
  const byId = new Map(rows.map((row) => [row.id, row]))
  const own = pairs.flatMap(({ first, second, reasons }) => {
    const [left, right] = [byId.get(first), byId.get(second)]
    return left && right ? [{ left, right, reasons }] : []
  })
  const lines = own.slice(page.offset, page.offset + page.size).map(({ left, right, reasons }): Double => {
    return { one: lineOf(scope.keys, left), two: lineOf(scope.keys, right), reasons }
  })
  return { total: own.length, lines }
}

export type FileSide = {
  readonly person: PersonLine
  readonly formerNames: readonly string[]
  readonly username: string
  readonly dutyPlaces: readonly string[]
  readonly entries: number
  readonly honours: number
}

/** Two different files that the actor may make one. */
export async function findPair(scope: Scope, into: number, from: number) {
  if (into === from) return undefined
  const kept = await findPerson(scope, into, "people.merge")
  const gone = kept && (await findPerson(scope, from, "people.merge"))
  return gone && { into: await sideOf(scope, kept), from: await sideOf(scope, gone) }
}

async function sideOf(scope: Scope, person: PersonLine): Promise<FileSide> {
  const { db } = scope
  const [entered] = await db.select({ n: count() }).from(entries).where(eq(entries.personId, person.id))
  const [honoured] = await db
    .select({ n: count() })
    .from(registerEntries)
    .where(eq(registerEntries.personId, person.id))
  const account = (await accountsOf(scope, [person.id])).get(person.id) ?? noAccount
  return {
    person,
    formerNames: (await formerNamesOf(db, person.id)).map(({ name }) => name),
    username: account.state === "active" ? account.username : "",
    dutyPlaces: (await dutiesOf(scope, person.id)).map(({ path }) => path),
    entries: entered?.n ?? 0,
    honours: honoured?.n ?? 0,
  }
}
