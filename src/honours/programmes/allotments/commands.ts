import { eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { allotments } from "#db/schema/index.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { allotmentProblems, type Cell, overNominated } from "../allotting.ts"
import { saveProgramme } from "../commands.ts"
import type { Definition } from "../definition.ts"
import { definitionOf, findProgramme, offeredHonours, type ProgrammeRow } from "../queries.ts"
import { mayChange } from "../workflow.ts"
import { nominatedUnder, unitsBelow } from "./queries.ts"

async function refusalOf(scope: Scope, programme: ProgrammeRow, definition: Definition, cells: readonly Cell[]) {
  const [problem] = allotmentProblems(definition, cells)
  if (problem) return { code: `allotment_${problem.code}`, ...problem.facts } satisfies Refusal
  const [over] = overNominated(definition, cells, await nominatedUnder(scope.db, programme.id))
  return over && { code: "allotment_below_nominations", unit: over.unitName, count: over.count }
}

/** Allots the seats of a programme anew, all units at once, so that sums and seats always agree. */
export const saveAllotments = (scope: Scope, slug: string, given: { seen: number; cells: readonly Cell[] }) =>
  transact(scope, async (inner): Promise<Result<ProgrammeRow>> => {
    const found = await findProgramme(inner, slug)
    if (!found) return refuse({ code: "not_found" })
    const { programme, office } = found
    if (!mayChange(programme.state)) return refuse({ code: "programme_fixed" })
    const { definition } = await definitionOf(inner, programme)
    const honours = new Map((await offeredHonours(inner, definition)).map(({ slug: honour, id }) => [honour, id]))
    const cells = given.cells.filter(({ seats }) => seats > 0)
    const below = await unitsBelow(
      inner.db,
      office.path,
      cells.map(({ unitId }) => unitId),
    )
    if (cells.some(({ unitId, honour }) => !below.has(unitId) || !honours.has(honour)))
      return refuse({ code: "allotment_elsewhere" })
    const refusal = await refusalOf(inner, programme, definition, cells)
    if (refusal) return refuse(refusal)
    // The version is raised first: of two who allot at once the second waits here, and is then refused.
    const saved = await saveProgramme(inner, programme.id, given.seen, {})
    if (!saved.ok) return saved
    await inner.db.delete(allotments).where(eq(allotments.programmeId, programme.id))
    const rows = cells.map(({ unitId, honour, seats, typed }) => {
      return { programmeId: programme.id, unitId, honourId: honours.get(honour) as number, seats, typed }
    })
    if (rows.length > 0) await inner.db.insert(allotments).values(rows)
    const seats = cells.reduce((sum, cell) => sum + cell.seats, 0)
    await record(
      inner,
      "programme.allot",
      { kind: "programme", id: programme.id },
      { seats, units: new Set(cells.map(({ unitId }) => unitId)).size },
    )
    return ok(saved.value)
  })
