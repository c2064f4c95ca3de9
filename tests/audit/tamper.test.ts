import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { canonical, type Sealed } from "#audit/canonical.ts"
import { latestCheckpoint, makeCheckpoint } from "#audit/checkpoints.ts"
import { type Outside, outsideFile, readOutside, rootCode } from "#audit/outside.ts"
import { verifyTrail } from "#audit/verify/verify.ts"
import { auditCheckpoints, auditEntries } from "#db/schema/index.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { keys } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { at, found, recordEach, scopeAt, tampered } from "./trail.ts"

const { db } = await freshDatabase()
const units = (count: number) => Array.from({ length: count }, () => ({ kind: "unit", id: 1 }))
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)

// Six entries of the directory (four of them covered by checkpoint 1), two of a contest covered by checkpoint 2.
await recordEach(scopeAt(db), units(4))
await makeCheckpoint(scopeAt(db, later(1)))
await recordEach(scopeAt(db, later(2)), [...units(2), { kind: "contest", id: 9 }, { kind: "contest", id: 9 }])
await makeCheckpoint(scopeAt(db, later(3)))
const outside = (await latestCheckpoint(db)) as Outside

const entry = (sequence: number, chain = "directory") => `where chain = '${chain}' and sequence = ${sequence}`
const of = (chain: string) => `where chain = '${chain}'`

test("what nobody touched is found whole, with words for what cannot be known", async () => {
  const report = { entries: 8, chains: 2, checkpoints: 2, findings: [], found: 0 }
  expect(await verifyTrail({ db, keys })).toEqual({ ...report, unknown: [{ code: "tail" }] })
  expect(await verifyTrail({ db, keys }, outside)).toEqual({ ...report, unknown: [{ code: "after", checkpoint: 2 }] })
})

test.each([
  ["at", "at + interval '1 microsecond'"],
  ["actor_kind", "'account'"],
  ["actor_id", "1"],
  ["action", "'unit.create'"],
  ["subject_kind", "'person'"],
  ["subject_id", "2"],
  ["facts", `'{"n": 3}'`],
  ["facts", `jsonb_set(facts, '{nested,b}', '[1, "三"]')`],
  ["request_id", "'other'"],
  ["previous", "mac"],
  ["mac", "previous"],
  ["key_id", "'00000000'"],
])("an entry with another %s (%s) is found", async (column, value) => {
  const look = async () => (await verifyTrail({ db, keys }, outside)).unknown.length + (await found(db)).length
  expect(await tampered(db, [`update audit_entries set ${column} = ${value} ${entry(2)}`], look)).toBeGreaterThan(1)
})

const cases: [string, string[], string[]][] = [
  [
    "the first entry is deleted",
    [`delete from audit_entries ${entry(1)}`],
    ["chain directory, entries 1 to 1 are missing"],
  ],
  [
    "one in the middle is deleted",
    [`delete from audit_entries ${entry(3)}`],
    ["chain directory, entries 3 to 3 are missing"],
  ],
  [
    "the last is deleted",
    [`delete from audit_entries ${entry(6)}`],
    [
      "chain directory, entry 5 ends elsewhere than its last number says: its end was cut off, or was added to",
      "chain directory, entry 6, checkpoint 2 is covered by a checkpoint and missing: the end of the chain was cut off",
    ],
  ],
  [
    "one is inserted",
    [
      `insert into audit_entries (at, actor_kind, action, subject_kind, subject_id, facts, chain, sequence, previous, mac, key_id)
       select at, actor_kind, action, subject_kind, subject_id, facts, chain, 7, mac, previous, key_id from audit_entries ${entry(6)}`,
    ],
    [
      "chain directory, entry 7 was altered, or was inserted without the key",
      "chain directory, entry 7 ends elsewhere than its last number says: its end was cut off, or was added to",
    ],
  ],
  [
    "two are swapped",
    [
      `update audit_entries set sequence = 99 ${entry(2)}`,
      `update audit_entries set sequence = 2 ${entry(3)}`,
      `update audit_entries set sequence = 3 ${entry(99)}`,
    ],
    [
      "chain directory, entry 2 does not follow the entry before it",
      "chain directory, entry 2 was altered, or was inserted without the key",
      "chain directory, entry 3 does not follow the entry before it",
      "chain directory, entry 3 was written out of order",
      "chain directory, entry 3 was altered, or was inserted without the key",
      "chain directory, entry 4 does not follow the entry before it",
    ],
  ],
  [
    "a chain loses its end, and its head is set back",
    [
      `delete from audit_entries ${of("directory")} and sequence > 4`,
      `update audit_heads set count = 4, mac = (select mac from audit_entries ${entry(4)}) ${of("directory")}`,
    ],
    ["chain directory, entry 6, checkpoint 2 is covered by a checkpoint and missing: the end of the chain was cut off"],
  ],
  [
    "a whole chain goes, with its head",
    [`delete from audit_entries ${of("contest:9")}`, `delete from audit_heads ${of("contest:9")}`],
    ["chain contest:9, entry 2, checkpoint 2 is covered by a checkpoint and missing: the end of the chain was cut off"],
  ],
  [
    "a whole chain goes, without its head",
    [`delete from audit_entries ${of("contest:9")}`],
    [
      "chain contest:9, entry 2, checkpoint 2 is covered by a checkpoint and missing: the end of the chain was cut off",
      "chain contest:9 is missing as a whole",
    ],
  ],
  [
    "a head goes",
    [`delete from audit_heads ${of("contest:9")}`],
    ["chain contest:9, entry 2 has entries, but its last number was removed"],
  ],
  [
    "a cut is made up",
    [
      `insert into audit_cuts select chain, sequence, mac, at, key_id, mac from audit_entries ${entry(2)}`,
      `delete from audit_entries ${of("directory")} and sequence <= 2`,
    ],
    ["chain directory, entry 2 begins after a cut that retention did not make"],
  ],
  [
    "a checkpoint is altered",
    ["update audit_checkpoints set entries = 7 where number = 2"],
    ["checkpoint 2 was altered"],
  ],
  [
    "what a checkpoint covers is altered",
    ["update audit_checkpoint_heads set count = 3 where number = 1"],
    [
      "checkpoint 1 was altered",
      "chain directory, entry 3 is another entry than the checkpoint covers: the chain was rewritten",
    ],
  ],
  ["the first checkpoint goes", ["delete from audit_checkpoints where number = 1"], ["checkpoint 1 is missing"]],
]
test.each(cases)("that %s is found", async (_, statements, findings) => {
  expect(await found(db)).toEqual([])
  expect(await tampered(db, statements, () => found(db))).toEqual(findings)
})

const cutBack = [
  `delete from audit_entries ${of("directory")} and sequence > 4`,
  `delete from audit_entries ${of("contest:9")}`,
  `update audit_heads set count = 4, mac = (select mac from audit_entries ${entry(4)}) ${of("directory")}`,
  `delete from audit_heads ${of("contest:9")}`,
  "delete from audit_checkpoint_heads where number = 2",
  "delete from audit_checkpoints where number = 2",
]

test("entries cut off together with the checkpoints that cover them are found by the checkpoint kept outside alone", async () => {
  const look = async () => [await verifyTrail({ db, keys }), await found(db, outside)] as const
  const [without, findings] = await tampered(db, cutBack, look)
  expect([without.findings, without.unknown]).toEqual([[], [{ code: "tail" }]])
  expect(findings).toEqual([
    "checkpoint 2 is the one kept outside and is missing here: it and what it covered may have been cut off",
  ])
})

/** The chain again with other facts, and MACs of a key that is not ours but is called so. */
async function rewritten(): Promise<string[]> {
  const forger = keyringOf([Buffer.alloc(32, 9).toString("base64")])
  const rows = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.chain, "contest:9"))
    .orderBy(auditEntries.sequence)
  let previous = ""
  return rows.map((row) => {
    const text = canonical({ ...row, facts: {}, previous, at: row.at.toISOString() } as unknown as Sealed)
    const mac = forger.mac(text)
    const set = `facts = '{}', previous = '${previous}', mac = '${mac}'`
    previous = mac
    return `update audit_entries set ${set} ${entry(row.sequence, "contest:9")}`
  })
}

test("a chain rewritten without the key is found", async () => {
  const findings = await tampered(db, await rewritten(), () => found(db))
  expect(findings.filter((text) => text.includes("inserted without the key"))).toHaveLength(2)
})

test("checkpoints made anew with the stolen key are found by the one kept outside alone", async () => {
  const anew = async () => {
    await recordEach(scopeAt(db, later(8)), units(1))
    await makeCheckpoint(scopeAt(db, later(9)))
    return [await found(db), await found(db, outside)]
  }
  expect(await tampered(db, cutBack, anew)).toEqual([
    [],
    ["checkpoint 2 is not the one kept outside: checkpoints were rewritten"],
  ])
})

test("the database itself refuses to change the trail, and only the trail's beginning can be cut", async () => {
  for (const table of ["audit_entries", "audit_checkpoints", "audit_checkpoint_heads"])
    for (const statement of [`update ${table} set mac = 'x'`, `delete from ${table}`, `truncate ${table}`]) {
      const refused = db.execute(
        sql.raw(statement.replace("set mac", table === "audit_checkpoints" ? "set root" : "set mac")),
      )
      await expect(refused).rejects.toMatchObject({ cause: { code: "42501" } })
    }
  expect(await db.$count(auditEntries)).toBe(8)
  expect(await db.$count(auditCheckpoints)).toBe(2)
})

test("a checkpoint kept outside is read back from its file, and from a line copied by hand", async () => {
  const latest = await latestCheckpoint(db)
  if (!latest) throw new Error("no checkpoint")
  expect(readOutside(outsideFile(latest))).toEqual({ number: 2, root: latest.root })
  const line = `2 ${rootCode(latest.root).toLowerCase()}`
  expect(rootCode(latest.root)).toMatch(/^([2-9A-HJKMNP-Z]{4}-){5}[2-9A-HJKMNP-Z]{4}$/)
  expect(await found(db, readOutside(line))).toEqual([])
  expect(await found(db, readOutside(`2 ${rootCode("another")}`))).toEqual([
    "checkpoint 2 is not the one kept outside: checkpoints were rewritten",
  ])
  for (const text of ["", "{}", "[]", "null", "2", '{"number":"2","root":"x"}'])
    expect(readOutside(text)).toBe(undefined)
})

test("entries whose key is missing are counted, and what can be seen without it is still seen", async () => {
  const other = keyringOf([Buffer.alloc(32, 9).toString("base64")])
  const report = await verifyTrail({ db, keys: other })
  expect(report.findings).toEqual([])
  expect(report.unknown).toEqual([{ code: "key", keyId: keys.current, entries: 10 }, { code: "tail" }])
})
