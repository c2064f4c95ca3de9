import { type Scope, transact } from "#db/db.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { fillPapers } from "../filling/commands.ts"
import { speaksFor } from "../moves/permission.ts"
import { sectionRows } from "../papers/queries.ts"
import { findNomination, type NominationRow, profileOf, stepsFor } from "../queries.ts"
import { startNomination } from "../starting/commands.ts"
import { copiedFrom } from "./copied.ts"

/**
 * Nominates the same person, unit or team again, in another selection: with what still holds of the earlier papers.
 * Honours held stand in the register and are read from there; nothing that somebody signed or agreed to comes along.
 */
export const copyNomination = (scope: Scope, id: number, to: { programmeId: number; honourId: number }) =>
  transact(scope, async (inner): Promise<Result<NominationRow>> => {
    const earlier = await findNomination(inner, id)
    if (!earlier || !speaksFor(inner.actor, earlier.places, "unit")) return refuse({ code: "not_found" })
    const { nomination } = earlier
    if (nomination.state === "draft") return refuse({ code: "wrong_state" })
    const { personId, unitId, teamName, recipientKind } = nomination
    const started = await startNomination(inner, { ...to, personId, unitId, teamName, copiedFromId: id })
    if (!started.ok) return started
    const typed = Object.fromEntries((await sectionRows(inner, id)).map((row) => [row.section, row.fields]))
    const steps = await stepsFor(inner.db, started.value, profileOf(started.value))
    await fillPapers(inner, started.value, copiedFrom(typed, recipientKind, steps), "copy")
    return ok(started.value)
  })
