import { and, eq, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { registerEntries } from "#db/schema/index.ts"
import { dayOf } from "#lib/dates.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { findEntry } from "../queries.ts"

/** Revokes an honour: the entry stays in the register with the reason, and leaves every public page at once. */
export const revoke = (scope: Scope, given: { readonly id: number; readonly reason: string }) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const found = await findEntry(inner, given.id)
    if (!found) return refuse({ code: "not_found" })
    const ended = { ending: "revocation" as const, endedOn: dayOf(inner.now), endingNumber: "" }
    const [revoked] = await inner.db
      .update(registerEntries)
      .set({ ...ended, revokedAt: inner.now, revocationReason: given.reason })
      .where(and(eq(registerEntries.id, given.id), isNull(registerEntries.revokedAt)))
      .returning({ id: registerEntries.id })
    if (!revoked) return refuse({ code: "already_revoked" })
    await record(inner, "honour.revoke", { kind: "register_entry", id: given.id }, { honourId: found.honour.id })
    return ok(revoked)
  })
