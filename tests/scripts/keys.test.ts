import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { eq } from "drizzle-orm"
import { getTableConfig, type PgColumn, PgTable } from "drizzle-orm/pg-core"
import { expect, test } from "vitest"
import { record } from "#audit/record.ts"
import { verifyTrail } from "#audit/verify/verify.ts"
import { type Scope, transact } from "#db/db.ts"
import * as schema from "#db/schema/index.ts"
import { people } from "#db/schema/index.ts"
import { sealedIdentity, sealedPhone } from "#directory/people/sealing.ts"
import type { Keyring } from "#lib/keyring.ts"
import { ok } from "#lib/result.ts"
import { keysOf, mastersOf } from "#main/keys.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { makeNewKey } from "../../src/scripts/keys/new-key.ts"
import { rotate, unfinished } from "../../src/scripts/keys/rotation.ts"
import { sealed } from "../../src/scripts/keys/sealed.ts"
import { scopeOf } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makePerson, makeUnit } from "../support/people.ts"

const master = (byte: number) => Buffer.alloc(32, byte).toString("base64")
const nameOf = (column: PgColumn) => `${getTableConfig(column.table as PgTable).name}.${column.name}`

test("every sealed column of the schema is sealed anew by a rotation", () => {
  const columns = Object.values(schema)
    .filter((one) => one instanceof PgTable)
    .flatMap((table) => getTableConfig(table).columns)
  const wanted = columns.filter(({ name }) => /sealed|secret/.test(name)).map(nameOf)
  expect(wanted).toContain("people.identity_sealed")
  expect(sealed.flatMap((one) => one.columns.map(nameOf)).sort()).toEqual(wanted.sort())
})

test("after a rotation all opens under the new key alone, look-ups find, and the trail holds with the old key listed", async () => {
  const { db } = await freshDatabase()
  const [before, both, after] = [keyringOf([master(1)]), keyringOf([master(2), master(1)]), keyringOf([master(2)])]
  const number = "11010519491231002X"
  const unit = await makeUnit(db, "江城市总工会")
  const person = await makePerson(db, unit, "林知远", {
    ...sealedIdentity(before, "resident_id", number),
    ...sealedPhone(before, "18612341402"),
  })
  const under = (keys: Keyring): Scope => ({ ...scopeOf(db, { kind: "system", name: "test" }), keys })
  await transact(under(before), async (inner) => {
    await record(inner, "unit.change", { kind: "unit", id: unit.id })
    return ok(undefined)
  })
  expect(await unfinished(under(before))).toBe(false)
  expect(await unfinished(under(both))).toBe(true)
  const old = { id: before.current, sealed: 0, trail: 1 }
  expect(await rotate(under(both))).toEqual({ current: after.current, resealed: 1, old: [old] })
  expect(await unfinished(under(both))).toBe(false)
  expect(await rotate(under(both))).toEqual({ current: after.current, resealed: 0, old: [old] })
  const [row] = await db.select().from(people).where(eq(people.id, person.id))
  expect(after.open("identity_number", row?.identitySealed ?? "")).toBe(number)
  expect(after.open("phone", row?.phoneSealed ?? "")).toBe("18612341402")
  expect(row?.identityHash).toBe(sealedIdentity(after, "resident_id", number).identityHash)
  expect(row?.phoneHash).toBe(after.lookup("phone", "18612341402"))
  const held = await verifyTrail({ db, keys: both })
  expect([held.findings, held.unknown]).toEqual([[], [{ code: "tail" }]])
  const without = await verifyTrail({ db, keys: after })
  expect([without.findings, without.unknown]).toEqual([
    [],
    [{ code: "key", keyId: before.current, entries: 1 }, { code: "tail" }],
  ])
})

test("the key beside the embedded database is changed, and the old ones are kept, newest first, however often", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "laurel-keys-"))
  const place = { keys: [], dataDir }
  const [first] = mastersOf(place)
  await makeNewKey(dataDir)
  const [second, ...old] = mastersOf(place)
  expect(old).toEqual([first])
  await makeNewKey(dataDir)
  expect(mastersOf(place).slice(1)).toEqual([second, first])
  const text = keyringOf([first as string]).seal("phone", "1")
  expect(keysOf(place).open("phone", text)).toBe("1")
  expect(readFileSync(join(dataDir, "laurel.key"), "utf8").trim()).toBe(mastersOf(place)[0])
  rmSync(dataDir, { recursive: true })
})
