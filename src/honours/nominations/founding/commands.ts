import { type Scope, transact } from "#db/db.ts"
import { unitById } from "#directory/organisations/queries.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { takesNominations } from "../../programmes/window.ts"
import { openPapers } from "../starting/commands.ts"
import { findDrawing, type WinnerLine, winnersFor } from "./queries.ts"
import { stateOf } from "./winners.ts"

/**
 * Opens the papers of winners whom published results put forward, each with its source. Who has a nomination in the
 * programme already is left as he stands, so that it can be sent any number of times.
 */
export const nominateWinners = (scope: Scope, slug: string, placingIds: readonly number[]) =>
  transact(scope, async (inner): Promise<Result<{ made: number }>> => {
    const drawing = await findDrawing(inner, slug)
    if (!drawing) return refuse({ code: "not_found" })
    if (!takesNominations(drawing.programme, inner.now)) return refuse({ code: "not_open" })
    const chosen = (await winnersFor(inner, drawing)).filter(({ placingId }) => placingIds.includes(placingId))
    if (placingIds.length === 0 || chosen.length < new Set(placingIds).size) return refuse({ code: "no_winner_chosen" })
    if (chosen.some((one) => stateOf(one) === "barred")) return refuse({ code: "winner_barred" })
    let made = 0
    for (const winner of chosen.filter((one) => stateOf(one) === "ready")) {
      const opened = await open(inner, drawing.programme, winner)
      if (!opened.ok && opened.refusal.code !== "already_nominated") return opened
      if (opened.ok) made++
    }
    return ok({ made })
  })

async function open(scope: Scope, programme: Parameters<typeof openPapers>[1], winner: WinnerLine) {
  const { person, honour, seat, placingId, recommendingUnitId } = winner
  const unit = await unitById(scope.db, person.unitId)
  if (!unit) return refuse({ code: "not_found" })
  const nominee = { kind: "person" as const, unit, person, name: person.name }
  return openPapers(scope, programme, { teamName: "", placingId, seat }, nominee, { honour, recommendingUnitId })
}
