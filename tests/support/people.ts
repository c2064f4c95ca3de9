import { eq } from "drizzle-orm"
import { hashPassword } from "#accounts/passwords.ts"
import { record } from "#audit/record.ts"
import { type Db, transact } from "#db/db.ts"
import { accounts, duties, people, units } from "#db/schema/index.ts"
import type { DutyKind } from "#lib/actor.ts"
import { searchKey } from "#lib/names.ts"
import { ok } from "#lib/result.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { scopeOf } from "./app.ts"

const createdAt = new Date("2026-01-01T00:00:00Z")

/** A unit below another (or a root), made without a command: tests of other things need somewhere to stand. */
export async function makeUnit(db: Db, name: string, parent?: { id: number; path: string }) {
  const [{ id }] = (await db
    .insert(units)
    .values({
      parentId: parent?.id ?? null,
      path: "",
      name,
      shortName: name,
      kind: parent ? "enterprise" : "federation",
      level: parent ? "unit" : "municipal",
      ownership: parent ? "state" : "organ",
      searchKey: searchKey(name, "unit"),
      ...sortKeys(name, "unit"),
      createdAt,
    })
    .returning({ id: units.id })) as [{ id: number }]
  const path = `${parent?.path ?? ""}${id}.`
  await db.update(units).set({ path }).where(eq(units.id, id))
  return { id, path, name }
}

export async function makePerson(
  db: Db,
  unit: { id: number },
  name: string,
  facts: Partial<typeof people.$inferInsert> = {},
) {
  const [person] = await db
    .insert(people)
    .values({
      unitId: unit.id,
      name,
      sex: "female",
      birthDate: "1990-05-01",
      post: "钳工",
      identityClass: "industrial_worker",
      skillLevel: "senior",
      searchKey: searchKey(name, "person"),
      ...sortKeys(name, "person"),
      createdAt,
      ...facts,
    })
    .returning()
  return person as NonNullable<typeof person>
}

let serial = 0

/** One password for all officers: to hash it for each would take longer than most tests do. */
const passwordHash = hashPassword("correct horse battery")

/** A person with an account and one duty in a unit; gives the account's id. */
export async function makeOfficer(db: Db, unit: { id: number }, kind: DutyKind, name = `officer ${++serial}`) {
  const person = await makePerson(db, unit, name)
  await db.insert(duties).values({ personId: person.id, kind, unitId: unit.id, createdAt })
  const opened = await transact(scopeOf(db, { kind: "system", name: "test" }), async (inner) => {
    const [account] = await inner.db
      .insert(accounts)
      .values({
        personId: person.id,
        username: `user${++serial}`,
        passwordHash: await passwordHash,
        passwordSetAt: inner.now,
        createdAt: inner.now,
      })
      .returning({ id: accounts.id })
    await record(inner, "account.open", { kind: "account", id: account?.id ?? 0 })
    return ok(account?.id ?? 0)
  })
  if (!opened.ok) throw new Error(opened.refusal.code)
  return opened.value
}
