import { and, asc, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { type Resealing, reseal } from "#db/reseal.ts"
import { people } from "#db/schema/index.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { scopeOf } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makePerson, makeUnit } from "../support/people.ts"

const { db } = await freshDatabase()
const master = (byte: number) => Buffer.alloc(32, byte).toString("base64")
const [before, both, after] = [keyringOf([master(1)]), keyringOf([master(2), master(1)]), keyringOf([master(2)])]
const unit = await makeUnit(db, "江城市总工会")
const scope = { ...scopeOf(db, { kind: "system", name: "test" }), keys: both }

const noted: number[] = []
const emails: Resealing = {
  id: people.id,
  column: people.emailSealed,
  fresh: (keys, sealed) => keys.seal("email", keys.open("email", sealed)),
  save: (inner, row, fresh) =>
    inner.db
      .update(people)
      .set({ emailSealed: fresh })
      .where(and(eq(people.id, row.id), eq(people.emailSealed, row.sealed)))
      .returning({ id: people.id }),
  note: async (_, count) => {
    noted.push(count)
  },
}

const kept = async () => {
  const rows = await db.select({ sealed: people.emailSealed }).from(people).orderBy(asc(people.id))
  return rows.map(({ sealed }) => sealed && after.open("email", sealed))
}

beforeEach(async () => {
  await db.delete(people)
  noted.length = 0
})

test("every row under an older key is sealed anew once, over as many transactions as it takes", async () => {
  const person = await makePerson(db, unit, "林知远")
  const { id: _, ...facts } = person
  const rows = Array.from({ length: 449 }, (_, at) => ({ ...facts, emailSealed: before.seal("email", `${at}@a.cn`) }))
  await db.insert(people).values(rows)
  expect(await reseal(scope, emails)).toBe(449)
  expect(noted).toEqual([200, 200, 49])
  expect(await kept()).toEqual([null, ...rows.map((_, at) => `${at}@a.cn`)])
  expect(await reseal(scope, emails)).toBe(0)
})

test("what somebody changes meanwhile is left as they left it", async () => {
  const { id } = await makePerson(db, unit, "林知远", { emailSealed: before.seal("email", "old@a.cn") })
  const meanwhile: Resealing = {
    ...emails,
    save: async (inner, row, fresh) => {
      await inner.db
        .update(people)
        .set({ emailSealed: both.seal("email", "new@a.cn") })
        .where(eq(people.id, id))
      return emails.save(inner, row, fresh)
    },
  }
  expect(await reseal(scope, meanwhile)).toBe(0)
  expect([await kept(), noted]).toEqual([["new@a.cn"], []])
})
