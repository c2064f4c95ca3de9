import { eq, inArray } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { cultivations, decisions } from "#db/schema/index.ts"
import { definitionOf, findProgramme } from "../../programmes/queries.ts"
import { type Nominee, nomineesIn } from "../queries.ts"
import { nominationsStanding } from "../standing.ts"

/** A programme of the actor's whose title has a time of cultivation: who may be listed for it, and who was. */
export async function findCultivation(scope: Scope, slug: string) {
  const seen = await findProgramme(scope, slug)
  if (!seen) return undefined
  const { definition } = await definitionOf(scope, seen.programme)
  if (!definition.cultivation) return undefined
  const all = await nomineesIn(scope, seen.programme.id, [
    "underway",
    "passed",
    "rejected",
    "withdrawn",
    "lost",
    "honoured",
  ])
  const ready = nominationsStanding(all, definition.route, ["decision", "document"])
  const listed = await listedAmong(scope, all)
  const known = new Set(listed.map(({ nominee }) => nominee.nomination.id))
  return {
    ...seen,
    definition,
    months: definition.cultivation.months,
    candidates: ready.filter(({ nomination }) => nomination.state === "underway" && !known.has(nomination.id)),
    listed,
  }
}

export type Cultivating = NonNullable<Awaited<ReturnType<typeof findCultivation>>>

/** Those who were listed with the decision that did, in the order of the nominees. */
async function listedAmong({ db }: Scope, nominees: readonly Nominee[]) {
  const ids = nominees.map(({ nomination }) => nomination.id)
  if (ids.length === 0) return []
  const rows = await db
    .select({ cultivation: cultivations, number: decisions.number, decidedOn: decisions.decidedOn })
    .from(cultivations)
    .innerJoin(decisions, eq(decisions.id, cultivations.decisionId))
    .where(inArray(cultivations.nominationId, ids))
  const of = new Map(rows.map((row) => [row.cultivation.nominationId, row]))
  return nominees.flatMap((nominee) => {
    const row = of.get(nominee.nomination.id)
    return row ? [{ ...row, nominee }] : []
  })
}
