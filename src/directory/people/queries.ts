import { and, asc, count, eq, getTableColumns, inArray, isNull, like, or, type SQL, sql } from "drizzle-orm"
import type { Ability } from "#accounts/abilities.ts"
import { type AccountStanding, accountsOf, noAccount } from "#accounts/invitations/queries.ts"
import { mayInUnit, mayRunContest } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import { formerPersonNames, people, units } from "#db/schema/index.ts"
import type { Ownership } from "#db/words.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import type { Keyring } from "#lib/keyring.ts"
import { plain, privateUse } from "#lib/names.ts"
import type { NameOrder } from "#lib/sort-keys.ts"
import { maskAddress } from "#mail/mailer.ts"
import { accountOf } from "./account/queries.ts"
import { type DutyLine, dutiesOf } from "./duties/queries.ts"
import { flagsOf, type PersonFlag } from "./flags.ts"
import { maskIdentityNumber, maskPhone } from "./masking.ts"
import { formerNamesLike, formerNamesOf } from "./names/queries.ts"

export type PersonRow = typeof people.$inferSelect
type Sealed = "identitySealed" | "identityHash" | "phoneSealed" | "phoneHash" | "emailSealed"
/** A person as pages see them: the numbers masked, what follows from something else worked out. */
export type PersonLine = Omit<PersonRow, Sealed> & {
  readonly unitName: string
  readonly unitPath: string
  readonly identityMask: string
  readonly phoneMask: string
  readonly emailMask: string
  readonly flags: readonly PersonFlag[]
}
/** A person as found for an actor; `keeps` tells whether they may change them, too. */
export type PersonSeen = PersonLine & { readonly keeps: boolean }
/** A line of a list: with the former name by which it was found, and how the account stands. */
export type FoundPerson = PersonSeen & { readonly formerName: string; readonly account: AccountStanding }
const lineColumns = {
  ...getTableColumns(people),
  unitName: units.name,
  unitPath: units.path,
  ownership: units.ownership,
}

/** A person of a unit within the actor's reach; anybody else, and a double that was merged away, is not found. */
export async function findPerson(
  scope: Scope,
  id: number,
  ability: Ability = "directory.keep",
): Promise<PersonLine | undefined> {
  const [person] = await peopleWhere(scope, and(eq(people.id, id), withinReach(scope.actor, ability))).limit(1)
  return person && lineOf(scope.keys, person)
}

/** Rows of people who have not been merged away, for `lineOf`. */
export const peopleWhere = ({ db }: Scope, where: SQL | undefined) =>
  db
    .select(lineColumns)
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(where, isNull(people.mergedIntoId)))

type PlacedRow = PersonRow & { readonly unitName: string; readonly unitPath: string; readonly ownership: Ownership }

export function lineOf(keys: Keyring, row: PlacedRow): PersonLine {
  const { identitySealed, identityHash, phoneSealed, phoneHash, emailSealed, ownership, ...rest } = row
  return {
    ...rest,
    identityMask: identitySealed ? maskIdentityNumber(keys.open("identity_number", identitySealed)) : "",
    phoneMask: phoneSealed ? maskPhone(keys.open("phone", phoneSealed)) : "",
    emailMask: emailSealed ? maskAddress(keys.open("email", emailSealed)) : "",
    flags: flagsOf(rest, ownership),
  }
}

/** Where a file within reach went when it was found to be a double. */
export async function mergedInto(
  scope: Scope,
  id: number,
  ability: Ability = "directory.read",
): Promise<number | undefined> {
  const [stub] = await scope.db
    .select({ into: people.mergedIntoId })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(eq(people.id, id), withinReach(scope.actor, ability)))
  return stub?.into ?? undefined
}

export async function personById(db: Db, id: number): Promise<PersonRow | undefined> {
  const [person] = await db.select().from(people).where(eq(people.id, id))
  return person
}

const seenBy =
  ({ actor }: Scope) =>
  (person: PersonLine) => ({
    ...person,
    keeps: mayInUnit(actor, "directory.keep", { path: person.unitPath }),
  })

/** A person of a unit whose directory the actor reads. */
export async function seePerson(scope: Scope, id: number): Promise<PersonSeen | undefined> {
  const person = await findPerson(scope, id, "directory.read")
  return person && seenBy(scope)(person)
}

export type PersonFilter = {
  readonly name: string
  readonly unitPath: string | undefined
  readonly order?: NameOrder
  /** Only those whose name holds signs of private use. */
  readonly oddNames?: boolean
}

/** People within reach in the order of their names, some at a time, with their number. */
export async function listPeople(
  scope: Scope,
  filter: PersonFilter,
  page: { size: number; offset: number },
  ability: Ability = "directory.keep",
) {
  const wanted = and(
    withinReach(scope.actor, ability),
    filter.name ? namedLike(scope.db, filter.name) : undefined,
    filter.unitPath ? like(units.path, `${filter.unitPath}%`) : undefined,
    filter.oddNames ? hasOddName : undefined,
  )
  const [total] = await scope.db
    .select({ count: count() })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(wanted, isNull(people.mergedIntoId)))
  const rows = await peopleWhere(scope, wanted)
    .orderBy(asc(filter.order === "pinyin" ? people.sortPinyin : people.sortStroke), asc(people.id))
    .limit(page.size)
    .offset(page.offset)
  const ids = rows.map(({ id }) => id)
  const formerly = await formerNamesLike(scope.db, ids, filter.name)
  const standing = await accountsOf(scope, ids)
  const lines = rows.map((row): FoundPerson => {
    const more = { formerName: formerly.get(row.id) ?? "", account: standing.get(row.id) ?? noAccount }
    return { ...seenBy(scope)(lineOf(scope.keys, row)), ...more }
  })
  return { total: total?.count ?? 0, lines }
}

/** Signs of private use, as `hasPrivateUse` finds them. */
const hasOddName = sql`${people.name} ~ ${`[${privateUse}]`}`

/** Called so now, or before. */
function namedLike(db: Db, typed: string): SQL | undefined {
  const pattern = `%${plain(typed)}%`
  const formerly = db
    .select({ id: formerPersonNames.personId })
    .from(formerPersonNames)
    .where(like(formerPersonNames.searchKey, pattern))
  return or(like(people.searchKey, pattern), inArray(people.id, formerly))
}

/** The person of a unit who has this name and birth date: whom a list without numbers means. */
export async function samePerson(
  db: Db,
  given: { unitId: number; name: string; birthDate: string },
): Promise<PersonRow | undefined> {
  const same = and(eq(people.unitId, given.unitId), eq(people.name, given.name), eq(people.birthDate, given.birthDate))
  const [person] = await db
    .select()
    .from(people)
    .where(and(same, isNull(people.mergedIntoId)))
    .limit(1)
  return person
}

/** All that the page of a person shows. */
export async function personFile(scope: Scope, person: PersonSeen) {
  const held = await dutiesOf(scope, person.id)
  const rules = (path: string) => mayInUnit(scope.actor, "duties.give", { path })
  const ends = (duty: DutyLine) =>
    duty.contestId === null ? rules(duty.path) : mayRunContest(scope.actor, { id: duty.contestId, hostPath: duty.path })
  return {
    person,
    duties: held.map((duty) => ({ ...duty, mayEnd: ends(duty) })),
    formerNames: await formerNamesOf(scope.db, person.id),
    mayReveal: mayInUnit(scope.actor, "people.reveal", { path: person.unitPath }),
    mayMerge: mayInUnit(scope.actor, "people.merge", { path: person.unitPath }),
    account: await accountOf(scope, person),
  }
}
