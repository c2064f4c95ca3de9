import { eq } from "drizzle-orm"
import { type Keep, saveUpload } from "#attachments/commands.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { decisions, registerFiles } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { findDecision } from "../queries.ts"
import { copiesOf, copyKinds, mostCopies } from "./queries.ts"

/** Keeps the signed copy of a decision; what was kept stays, and a better scan is added beside it. */
export const addCopies = (scope: Scope, id: number, keep: Keep, uploads: readonly File[]) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    await inner.db.select({ id: decisions.id }).from(decisions).where(eq(decisions.id, id)).for("update")
    const found = await findDecision(inner, id)
    if (!found?.keeps) return refuse({ code: "not_found" })
    for (const upload of uploads) {
      const limits = { kinds: copyKinds, most: mostCopies, standing: (await copiesOf(inner, id)).length }
      const saved = await saveUpload(inner, keep, upload, limits)
      if (!saved.ok) return refuse({ ...saved.refusal, field: "copies" })
      await inner.db.insert(registerFiles).values({ fileId: saved.value.id, decisionId: id, createdAt: inner.now })
    }
    await record(inner, "decision.add_copy", { kind: "decision", id }, { count: uploads.length })
    return ok({ id })
  })
