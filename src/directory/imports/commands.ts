import { and, eq, isNotNull, lt } from "drizzle-orm"
import { type Scope, transact } from "#db/db.ts"
import { imports } from "#db/schema/index.ts"
import type { ImportKind } from "#db/words.ts"
import { importUnits } from "#directory/organisations/bulk/commands.ts"
import { importDuties } from "#directory/people/appointing/commands.ts"
import { importPeople } from "#directory/people/bulk/commands.ts"
import type { Policy } from "#lib/policy.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import type { Counts } from "./judged.ts"
import { keptSince, mayImport, readDutiesSheet, readPeopleSheet, type Sheet, sheetOf } from "./queries.ts"
import { readUnits } from "./units.ts"

/** Keeps an uploaded table, sealed, for its preview; whatever is an hour old goes. */
export async function keepSheet(scope: Scope, kind: ImportKind, sheet: Sheet): Promise<Result<number>> {
  const { actor, db, keys, now } = scope
  if (actor.kind !== "account" || !mayImport(actor, kind)) return refuse({ code: "not_found" })
  const old = and(isNotNull(imports.sheet), lt(imports.createdAt, keptSince(now)))
  await db.update(imports).set({ sheet: null }).where(old)
  const sealed = keys.seal("import", JSON.stringify(sheet))
  const row = { kind, accountId: actor.accountId, sheet: sealed, createdAt: now }
  const [made] = await db.insert(imports).values(row).returning({ id: imports.id })
  if (!made) throw new Error("an upload was not kept")
  return ok(made.id)
}

/**
 * Imports what was previewed, judged anew, all of it or nothing. Whoever sends it twice, or at the same moment, imports
 * once: the second finds it done.
 */
export const confirmImport = (scope: Scope, policy: Policy, kind: ImportKind, id: number) =>
  transact(scope, async (inner): Promise<Result<Counts>> => {
    const [row] = await inner.db.select().from(imports).where(eq(imports.id, id)).for("update")
    const own = inner.actor.kind === "account" && row?.accountId === inner.actor.accountId
    if (!row || !own || row.kind !== kind || !mayImport(inner.actor, kind)) return refuse({ code: "not_found" })
    if (row.confirmedAt) return ok(row)
    const sheet = sheetOf(inner, row)
    if (!sheet) return refuse({ code: "import_gone" })
    const done = await save(inner, policy, kind, sheet)
    if (!done.ok) return done
    const saved = { ...done.value, sheet: null, confirmedAt: inner.now }
    await inner.db.update(imports).set(saved).where(eq(imports.id, id))
    return done
  })

async function save(scope: Scope, policy: Policy, kind: ImportKind, sheet: Sheet): Promise<Result<Counts, Refusal>> {
  if (kind === "units") {
    const { rows, problems } = readUnits(sheet)
    return problems.length > 0 ? refuse({ code: "sheet_problems", problems }) : importUnits(scope, rows)
  }
  if (kind === "duties") {
    const { rows, problems } = await readDutiesSheet(scope, sheet)
    return problems.length > 0 ? refuse({ code: "sheet_problems", problems }) : importDuties(scope, policy, rows)
  }
  const { rows, problems } = await readPeopleSheet(scope, sheet)
  return problems.length > 0 ? refuse({ code: "sheet_problems", problems }) : importPeople(scope, rows)
}
