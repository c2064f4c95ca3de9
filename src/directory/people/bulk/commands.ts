import { sql } from "drizzle-orm"
import { reachOf } from "#accounts/permissions.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { inParts, keptUnlessListed, listed, listedForInsert } from "#db/listed.ts"
import { people } from "#db/schema/index.ts"
import type { Keyring } from "#lib/keyring.ts"
import { searchKey } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { noIdentity, noPhone, sealedIdentity, sealedPhone } from "../sealing.ts"
import type { PersonGiven, PersonRead, PersonRow } from "./given.ts"
import { type PersonAdd, type PersonChange, plainFacts } from "./plan.ts"
import { judgePeople } from "./queries.ts"
import type { PersonProblem } from "./reading.ts"

export type PeopleImported = { readonly added: number; readonly changed: number; readonly unchanged: number }
type Problems = { readonly code: "sheet_problems"; readonly problems: readonly PersonProblem[] }

/**
 * Adds or changes everybody whom the rows tell of, or nobody: by identity number, else by unit, name and birth date.
 * What a row leaves out stays as it is, so the same rows twice change nothing.
 */
export const importPeople = (scope: Scope, rows: readonly PersonGiven[]) =>
  transact(scope, async (inner): Promise<Result<PeopleImported, Problems>> => {
    const plan = await judgePeople(inner, rows)
    if (plan.problems.length > 0) return refuse({ code: "sheet_problems", problems: plan.problems })
    const keysOf = nameKeys()
    for (const some of inParts(plan.adds)) {
      const made = some.map((one) => added(inner, one, keysOf(one.name)))
      await inner.db.insert(people).select(listedForInsert(people, made))
    }
    for (const some of inParts(plan.changes)) await change(inner, some, keysOf)
    const { adds, changes, outcomes } = plan
    const unchanged = outcomes.length - adds.length - changes.length
    const counts = { added: adds.length, changed: changes.length, unchanged }
    await record(inner, "person.import", { kind: "unit", id: topOf(inner) }, counts)
    return ok(counts)
  })

const topOf = ({ actor }: Scope): number => Number(reachOf(actor, "directory.import")[0]?.split(".").at(-2) ?? 0)

/** Many share a name: reading it takes longest of all. */
function nameKeys() {
  const known = new Map<string, ReturnType<typeof keysOfName>>()
  return (name: string) => {
    const found = known.get(name) ?? keysOfName(name)
    known.set(name, found)
    return found
  }
}
const keysOfName = (name: string, sortAs = "") => ({
  searchKey: searchKey(name, "person"),
  ...sortKeys(name, "person", sortAs),
})
type NameKeys = ReturnType<typeof nameKeys>

const identityOf = (keys: Keyring, { identityKind, number }: PersonRead) =>
  identityKind ? sealedIdentity(keys, identityKind, number) : noIdentity
const phoneOf = (keys: Keyring, { phone }: PersonRead) => (phone ? sealedPhone(keys, phone) : noPhone)

const added = ({ keys, now }: Scope, given: PersonAdd, names: ReturnType<NameKeys>) => {
  const { sex, birthDate, identityClass } = given
  if (!sex || !birthDate || !identityClass) throw new Error("a row was not judged")
  return {
    unitId: given.unit,
    name: given.name,
    sex,
    birthDate,
    identityClass,
    post: given.post ?? "",
    skillLevel: given.skillLevel ?? null,
    ethnicGroup: given.ethnicGroup ?? null,
    isStudent: given.isStudent ?? false,
    isMigrantWorker: given.isMigrantWorker ?? false,
    isNewForm: given.isNewForm ?? false,
    ...identityOf(keys, given),
    ...phoneOf(keys, given),
    ...names,
    createdAt: now,
  }
}

/** What a row may change, in the words of the table. */
const changeable = [
  "unitId",
  ...plainFacts,
  "identityKind",
  "identitySealed",
  "identityHash",
  "phoneSealed",
  "phoneHash",
  "searchKey",
  "sortPinyin",
  "sortStroke",
] as const satisfies readonly (keyof PersonRow)[]

/** One statement for all: what a row does not say keeps its value. */
async function change(scope: Scope, changes: readonly PersonChange[], keysOf: NameKeys): Promise<void> {
  const rows = changes.map((one) => changed(scope.keys, one, keysOf))
  await scope.db
    .update(people)
    .set({ ...keptUnlessListed(people, changeable), version: sql`${people.version} + 1` })
    .from(listed(people, rows))
    .where(sql`${people.id} = wanted.id`)
}

function changed(keys: Keyring, { person, given }: PersonChange, keysOf: NameKeys): Record<string, unknown> {
  const names = person.sortKeyOverride ? keysOfName(given.name, person.sortKeyOverride) : keysOf(given.name)
  const facts: Record<string, unknown> = {
    ...given,
    unitId: given.unit,
    ...(given.numberHashes.includes(person.identityHash ?? "") ? noIdentity : identityOf(keys, given)),
    ...(given.phoneHashes.includes(person.phoneHash ?? "") ? noPhone : phoneOf(keys, given)),
    ...(given.name === person.name ? {} : names),
  }
  return { id: person.id, ...Object.fromEntries(changeable.map((field) => [field, facts[field] ?? null])) }
}
