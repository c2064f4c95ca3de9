import { asc } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { openDatabase } from "#db/open.ts"
import { auditEntries } from "#db/schema/index.ts"
import { ok } from "#lib/result.ts"
import { newKey } from "#secrets/key-file.ts"
import { keyringOf } from "#secrets/keyring.ts"

// A process of its own that tells what the data folder holds and then writes rows, one transaction each, telling the
// number of each once the database has acknowledged it, until somebody kills it.
const { db } = await openDatabase({ databaseUrl: undefined, dataDir: process.argv[2] as string })
const scope: Scope = { db, keys: keyringOf([newKey()]), actor: { kind: "system", name: "writer" }, now: new Date() }
const rows = await db.select().from(auditEntries).orderBy(asc(auditEntries.id))
const kept = rows.map(({ subjectId }) => subjectId)
process.send?.({ kept })
for (let number = (kept.at(-1) ?? 0) + 1; ; number++) {
  await transact(scope, async (inner) => {
    await record(inner, "row.write", { kind: "row", id: number })
    return ok(number)
  })
  process.send?.({ written: number })
}
