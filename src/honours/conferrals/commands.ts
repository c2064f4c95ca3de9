import { eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { resultVersions } from "#db/schema/index.ts"
import { type DecidedEntry, enterDecision } from "#honours/register/decisions/commands.ts"
import { documentNumber } from "#honours/register/document-number.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { notBefore } from "./conferral.ts"
import { type Planned, type PrizeChoice, plan } from "./plan.ts"
import { type Conferral, findConferral, type Winner } from "./queries.ts"

export type Decision = {
  readonly decidedOn: string
  readonly documentNumber: string
  readonly visibleFrom: Date | null
}
type Given = { readonly versionId: number; readonly choices: readonly PrizeChoice[]; readonly decision: Decision }

/**
 * Confers honours on the winners of a result, all in one transaction. Whoever sends it twice, or at the same moment as
 * somebody else, confers once: the second finds nothing left to add.
 */
export const confer = (scope: Scope, { versionId, choices, decision }: Given) =>
  transact(scope, async (inner): Promise<Result<{ added: number }>> => {
    await inner.db
      .select({ id: resultVersions.id })
      .from(resultVersions)
      .where(eq(resultVersions.id, versionId))
      .for("update")
    const found = await findConferral(inner, versionId)
    if (!found) return refuse({ code: "not_found" })
    if (!found.isNewest) return refuse({ code: "superseded" })
    if (found.event.state !== "published") return refuse({ code: "in_correction" })
    const number = documentNumber(decision.documentNumber)
    if (!number) return refuse({ code: "not_a_document_number", field: "documentNumber" })
    const allowed = found.honours.map(({ id }) => id)
    if (choices.some(({ honourId }) => !allowed.includes(honourId))) return refuse({ code: "honour_unknown" })
    const planned = plan(choices, found.won, found.held)
    if (!planned.ok) return ok({ added: 0 })
    const lines = planned.value.map((line) => ({ unitId: unitOf(found, line), entry: entryOf(found, line) }))
    const added: number[] = []
    for (const [unitId, own] of Map.groupBy(lines, (line) => line.unitId)) {
      const visibleFrom = notBefore(decision.visibleFrom, found.visibleFrom, inner.now)
      const document = { ...decision, visibleFrom, unitId, number, issuers: issuersOf(found, unitId) }
      const done = await enterDecision(inner, { document, entries: own.map(({ entry }) => entry) })
      if (!done.ok) return done
      added.push(...done.value.added)
    }
    const honourIds = [...new Set(choices.map(({ honourId }) => honourId))]
    const subject = { kind: "result_version", id: versionId }
    await record(inner, "honour.confer", subject, { added: added.length, honourIds, documentNumber: number })
    return ok({ added: added.length })
  })

const honourOf = ({ honours }: Conferral, id: number) => honours.find((one) => one.id === id)

/** A decision is numbered by the unit in whose name its honours are conferred. */
const unitOf = (found: Conferral, { choice }: Planned<Winner>): number =>
  honourOf(found, choice.honourId)?.conferringUnitId ?? 0

const issuersOf = ({ honours }: Conferral, unitId: number): string[] =>
  [...new Set(honours.filter((one) => one.conferringUnitId === unitId).map(({ conferredBy }) => conferredBy))].slice(
    0,
    1,
  )

const entryOf = ({ contest, event }: Conferral, { winner, choice }: Planned<Winner>): DecidedEntry => ({
  honourId: choice.honourId,
  personId: winner.personId,
  unitId: winner.unitId,
  recipientName: winner.name,
  sortKeyOverride: winner.sortKeyOverride,
  unitName: winner.unitName,
  gradeZh: choice.gradeZh,
  gradeEn: choice.gradeEn,
  gradeRank: choice.rank,
  forZh: `${contest.titleZh} · ${event.titleZh}`,
  forEn: contest.titleEn && event.titleEn ? `${contest.titleEn}, ${event.titleEn}` : "",
  source: "contest" as const,
  placingId: winner.placingId,
})
