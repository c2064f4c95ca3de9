import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { nominations } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { foundationFor } from "../../../programmes/foundations.ts"
import { findNomination } from "../../queries.ts"
import { findDrawing } from "../queries.ts"
import { resultsNear } from "../results/queries.ts"
import { foundationOf, type SourceOf } from "./queries.ts"
import { mayBeRenewed } from "./renewal.ts"

/**
 * Founds a nomination on the newest version of its result, once that is published and still puts the nominee forward for
 * the same honour; who has lost the place is rejected or withdrawn instead.
 */
export const renewFoundation = (scope: Scope, id: number, version: number) =>
  transact(scope, async (inner): Promise<Result<{ number: number }>> => {
    await inner.db.select({ id: nominations.id }).from(nominations).where(eq(nominations.id, id)).for("update")
    const found = await findNomination(inner, id)
    const drawing = found && (await findDrawing(inner, found.programme.slug))
    const source = drawing && (await foundationOf(inner, id))
    if (!found || !drawing || !source) return refuse({ code: "not_found" })
    if (found.nomination.version !== version) return refuse({ code: "stale" })
    if (source.isInCorrection) return refuse({ code: "result_in_correction" })
    if (!mayBeRenewed(found.nomination.state, source)) return refuse({ code: "wrong_state" })
    const honour = await honourFor(inner, drawing, source)
    if (source.newestPlacingId === null || honour !== found.honour.slug) return refuse({ code: "foundation_lost" })
    const [kept] = await inner.db
      .update(nominations)
      .set({ placingId: source.newestPlacingId, version: version + 1 })
      .where(and(eq(nominations.id, id), eq(nominations.version, version)))
      .returning({ id: nominations.id })
    if (!kept) return refuse({ code: "stale" })
    const facts = { from: source.version, version: source.newestVersion, place: source.newestPlace }
    await record(inner, "nomination.renew_foundation", { kind: "nomination", id }, facts)
    return ok({ number: source.newestVersion })
  })

/** The honour for which the place of the newest version puts somebody forward. */
async function honourFor(
  scope: Scope,
  drawing: NonNullable<Awaited<ReturnType<typeof findDrawing>>>,
  { eventId, newestPlace: place }: SourceOf,
): Promise<string | undefined> {
  const result = (await resultsNear(scope, drawing)).find((one) => one.eventId === eventId)
  const { foundations } = drawing.definition
  return result && foundationFor(foundations, { ...result, place }, drawing.programme.year)?.honour
}
