import { sql } from "drizzle-orm"
import { record, type Subject } from "#audit/record.ts"
import { findingText } from "#audit/verify/findings.ts"
import { verifyTrail } from "#audit/verify/verify.ts"
import { type Db, type Scope, transact } from "#db/db.ts"
import { ok } from "#lib/result.ts"
import { keys, scopeOf } from "../support/app.ts"

export const at = new Date("2024-05-01T06:30:00Z")
export const scopeAt = (db: Db, now = at): Scope => scopeOf(db, { kind: "system", name: "test" }, now)

/** Records one entry a subject, each in a transaction of its own. */
export async function recordEach(scope: Scope, subjects: readonly Subject[], action = "unit.change"): Promise<void> {
  for (const [n, subject] of subjects.entries())
    await transact(scope, async (inner) => {
      await record(inner, action, subject, { n, nested: { b: [1, "二"], a: null } })
      return ok(undefined)
    })
}

/** What checking the trail finds, in words. */
export async function found(db: Db, outside?: { number: number; root: string }): Promise<string[]> {
  return (await verifyTrail({ db, keys }, outside)).findings.map(findingText)
}

/** Runs statements as somebody does who owns the tables and takes the triggers off; then puts all as it was. */
export async function tampered<T>(db: Db, statements: readonly string[], look: () => Promise<T>): Promise<T> {
  const tables = ["audit_entries", "audit_heads", "audit_checkpoints", "audit_checkpoint_heads", "audit_cuts"]
  const guarded = ["audit_entries", "audit_checkpoints", "audit_checkpoint_heads"]
  const run = (text: string) => db.execute(sql.raw(text))
  for (const table of tables) await run(`create table kept_${table} as table ${table}`)
  for (const table of guarded) await run(`alter table ${table} disable trigger user`)
  try {
    for (const statement of statements) await run(statement)
    return await look()
  } finally {
    for (const table of tables) {
      await run(`delete from ${table}`)
      await run(
        `insert into ${table} ${table === "audit_entries" ? "overriding system value " : ""}table kept_${table}`,
      )
      await run(`drop table kept_${table}`)
    }
    for (const table of guarded) await run(`alter table ${table} enable trigger user`)
  }
}
