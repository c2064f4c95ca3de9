import { and, asc, eq, inArray, or } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { allotments, nominations, units } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { outcomesOf } from "#notices/issuing/outcomes/queries.ts"
import { noticesOf } from "#notices/issuing/queries.ts"
import { subjectOf } from "../../nominations/levels/names.ts"
import type { ProgrammeRow } from "../../nominations/queries.ts"
import { definitionOf, seeProgramme } from "../../programmes/queries.ts"
import { nomineesIn } from "../queries.ts"
import { type NoticeStep, noticeSteps } from "./levels.ts"

export type Noticing = { readonly programme: ProgrammeRow; readonly steps: readonly NoticeStep[] }

/** The recommending units of a selection, and its office, for which the actor puts up notices. */
async function postersOf({ db, actor }: Scope, { id, unitId }: ProgrammeRow) {
  const seats = db.select({ id: allotments.unitId }).from(allotments).where(eq(allotments.programmeId, id))
  const used = db
    .select({ id: nominations.recommendingUnitId })
    .from(nominations)
    .where(eq(nominations.programmeId, id))
  const concerned = or(inArray(units.id, seats), inArray(units.id, used), eq(units.id, unitId))
  return db
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(and(concerned, withinReach(actor, "nominations.review")))
    .orderBy(asc(units.sortStroke), asc(units.id))
}

/** The steps of a selection that a notice closes, with the notices of those units for which the actor puts them up. */
export async function findNoticing(scope: Scope, slug: string): Promise<Noticing | undefined> {
  const seen = await seeProgramme(scope, slug)
  const posters = seen ? await postersOf(scope, seen.programme) : []
  if (!seen || posters.length === 0) return undefined
  const { programme } = seen
  const { route } = (await definitionOf(scope, programme)).definition
  const made = await noticesOf(scope, subjectOf(programme.id))
  const outcomes = await outcomesOf(scope, made)
  const steps = noticeSteps({
    route: route.filter(({ kind }) => kind === "public_notice"),
    officeId: programme.unitId,
    posters,
    underway: await nomineesIn(scope, programme.id, ["underway"]),
    put: made.flatMap((notice) => {
      const outcome = outcomes.get(notice.id)
      return outcome ? [{ notice, outcome }] : []
    }),
  })
  return { programme, steps }
}

/** What one unit has put up for one step. */
export const levelAt = ({ steps }: Noticing, stepKey: string, unitId: number) => {
  const here = steps.find(({ step }) => step.key === stepKey)
  const level = here?.levels.find(({ poster }) => poster.id === unitId)
  return here && level && { step: here.step, ...level }
}
