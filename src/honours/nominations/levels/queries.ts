import type { Scope } from "#db/db.ts"
import { outcomesOf } from "#notices/issuing/outcomes/queries.ts"
import { type ListRow, type NoticeRow, noticesOf } from "#notices/issuing/queries.ts"
import type { RowOutcome } from "#notices/issuing/workflow.ts"
import type { Nominated } from "../queries.ts"
import { isLineOf, stepOfNotice, subjectOf } from "./names.ts"

/** A notice in which a nominee stands: of the recommending unit, or of the honours office. */
export type Level = {
  readonly notice: NoticeRow
  readonly stepKey: string
  readonly list: ListRow
  readonly outcome: RowOutcome
}

/** The notices in which a nominee stands or has stood, in the order in which they were put up. */
export async function levelsOf(scope: Scope, { nomination, programme }: Nominated): Promise<Level[]> {
  const places = [nomination.recommendingUnitId, programme.unitId]
  const near = (await noticesOf(scope, subjectOf(programme.id))).filter(({ unitId }) => places.includes(unitId))
  const outcomes = await outcomesOf(scope, near)
  return near.flatMap((notice) => {
    const { list, rows } = outcomes.get(notice.id) ?? {}
    const line = [...(rows ?? [])].find(([key]) => isLineOf(key, nomination.id))
    return list && line ? [{ notice, stepKey: stepOfNotice(notice.step), list, outcome: line[1] }] : []
  })
}
