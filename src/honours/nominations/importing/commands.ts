import { eq } from "drizzle-orm"
import { type Scope, transact } from "#db/db.ts"
import { programmes } from "#db/schema/index.ts"
import { normaliseName } from "#lib/names.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import type { CellProblem } from "#lib/sheet.ts"
import { fillPapers } from "../filling/commands.ts"
import type { NominationRow } from "../queries.ts"
import { startNomination } from "../starting/commands.ts"
import { importFor, namedIn, type SeatLine, seatLines, standingIn } from "./queries.ts"
import { type ReadRow, readNominees } from "./reading.ts"

export type ImportLine = { readonly row: number; readonly name: string; readonly outcome: "added" | "unchanged" }
export type ImportRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "sheet_problems"; readonly problems: readonly CellProblem[] }
  | { readonly code: "preview"; readonly lines: readonly ImportLine[]; readonly seats: readonly SeatLine[] }

/**
 * Opens and fills the papers of every row or of none; a preview does the very same and takes it all back. Whoever
 * stands in the selection already stays as they are, so that the same file twice adds nothing.
 */
export const importNominations = (
  scope: Scope,
  programmeId: number,
  sheet: readonly (readonly string[])[],
  save: boolean,
) =>
  transact(scope, async (inner): Promise<Result<readonly ImportLine[], ImportRefusal>> => {
    // Two sheets with the same nominees in another order would else wait for each other for ever.
    await inner.db
      .select({ id: programmes.id })
      .from(programmes)
      .where(eq(programmes.id, programmeId))
      .for("no key update")
    const found = await importFor(inner, programmeId)
    if (!found.world) return refuse({ code: "not_found" })
    const { rows, problems } = readNominees(sheet, found.world)
    const known = { people: await namedIn(inner, rows), standing: await standingIn(inner, programmeId) }
    const lines: ImportLine[] = []
    const recommenders = new Set<number>()
    for (const row of rows) {
      const done = await importRow(inner, programmeId, row, known)
      if (!done.ok) problems.push(problemOf(row, done.refusal))
      else lines.push({ row: row.row, name: row.name, outcome: done.value ? "added" : "unchanged" })
      if (done.ok && done.value) recommenders.add(done.value.recommendingUnitId)
    }
    if (problems.length > 0) return refuse({ code: "sheet_problems", problems: inOrder(problems) })
    if (save) return ok(lines)
    const seats = await seatLines(inner, programmeId, found.definition, { ...found.world, recommenders })
    return refuse({ code: "preview", lines, seats })
  })

const inOrder = (problems: readonly CellProblem[]) => problems.toSorted((a, b) => a.row - b.row)

const problemOf = ({ row, name }: ReadRow, { code, field }: Refusal): CellProblem => ({
  ...{ row, code, value: name },
  column: field === "honour" || field === "birthDate" ? field : "name",
})

type Known = {
  readonly people: Awaited<ReturnType<typeof namedIn>>
  readonly standing: Awaited<ReturnType<typeof standingIn>>
}

/** The nomination that was opened, or nothing where there is one already. */
async function importRow(
  scope: Scope,
  programmeId: number,
  row: ReadRow,
  known: Known,
): Promise<Result<NominationRow | undefined>> {
  const { honour, unitId } = row
  const person = personOf(row, known)
  if (!person.ok) return person
  const personId = person.value
  const teamName = honour.recipientKind === "team" ? row.name.normalize("NFC") : ""
  const same = known.standing.find((one) =>
    personId === null
      ? one.personId === null && one.unitId === unitId && one.teamName === teamName && one.honourId === honour.id
      : one.personId === personId,
  )
  if (same) return same.honourId === honour.id ? ok(undefined) : refuse({ code: "already_nominated" })
  const started = await startNomination(scope, { programmeId, honourId: honour.id, personId, unitId, teamName })
  if (!started.ok) return started
  await fillPapers(scope, started.value, row.sections, "sheet")
  return started
}

/** The only person of the unit who is called so, and born then where that is said; nobody for a unit or a team. */
function personOf({ honour, name, unitId, birthDate }: ReadRow, { people }: Known): Result<number | null> {
  if (honour.recipientKind !== "person") return ok(null)
  const alike = (people.get(normaliseName(name)) ?? []).filter(
    (one) => one.unitId === unitId && (birthDate === "" || one.birthDate === birthDate),
  )
  const [first, second] = alike
  if (!first) return refuse({ code: "nominee_unknown" })
  return second ? refuse({ code: "nominee_shared_name", field: "birthDate" }) : ok(first.id)
}
