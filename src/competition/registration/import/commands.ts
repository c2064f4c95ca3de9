import { type Scope, transact } from "#db/db.ts"
import { findByNumber } from "#directory/people/numbers/queries.ts"
import { findPerson, type PersonLine, samePerson } from "#directory/people/queries.ts"
import { normaliseName } from "#lib/names.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { enterNew, lockOpenEvent, mayEnter, submit } from "../commands.ts"
import type { OpenEvent } from "../queries.ts"
import type { SheetEntry } from "./rows.ts"

export type ImportLine = {
  readonly row: number
  readonly name: string
  readonly outcome: "person_and_entry" | "entry" | "unchanged"
}
export type ImportProblem = { readonly row: number; readonly refusal: Refusal }
export type ImportRefusal =
  | { readonly code: "not_found" }
  | {
      readonly code: "sheet_problems"
      readonly problems: readonly ImportProblem[]
    }
  | { readonly code: "preview"; readonly lines: readonly ImportLine[] }

/** Enters every row or none; a preview does the very same and takes it all back. The same file twice adds nothing. */
export function importEntries(scope: Scope, eventId: number, rows: readonly SheetEntry[], save: boolean) {
  return transact(scope, async (inner): Promise<Result<ImportLine[], ImportRefusal>> => {
    const open = await lockOpenEvent(inner, eventId)
    if (!open) return refuse({ code: "not_found" })
    const lines: ImportLine[] = []
    const problems: ImportProblem[] = []
    for (const row of rows) {
      const outcome = await importRow(inner, open, row)
      if (outcome.ok) lines.push({ row: row.row, name: row.name, outcome: outcome.value })
      else problems.push({ row: row.row, refusal: outcome.refusal })
    }
    if (problems.length > 0) return refuse({ code: "sheet_problems", problems })
    return save ? ok(lines) : refuse({ code: "preview", lines })
  })
}

async function importRow(scope: Scope, open: OpenEvent, row: SheetEntry): Promise<Result<ImportLine["outcome"]>> {
  const known = await knownPerson(scope, row)
  if (!known.ok) return known
  const person = known.value
  if (!person) {
    const entered = await enterNew(scope, open, row)
    return entered.ok ? ok("person_and_entry") : entered
  }
  const allowed = await mayEnter(scope, open, person)
  if (!allowed.ok) return isEnteredOnly(allowed.refusal) ? ok("unchanged") : allowed
  const entered = await submit(scope, open, person.id, allowed.value, row.team)
  return entered.ok ? ok("entry") : entered
}

/** Whom a row means: the bearer of its number, or without one the unit's person of this name and birth date. */
async function knownPerson(scope: Scope, row: SheetEntry): Promise<Result<PersonLine | undefined>> {
  const name = normaliseName(row.name)
  if (row.identityNumber) {
    const [bearer] = await findByNumber(scope, row.identityNumber, "registration.enter")
    const other = bearer && (bearer.name !== name || bearer.birthDate !== row.birthDate)
    return other ? refuse({ code: "number_of_another", field: "identityNumber" }) : ok(bearer)
  }
  const known = await samePerson(scope.db, { unitId: row.unit, name, birthDate: row.birthDate })
  return ok(known && (await findPerson(scope, known.id, "registration.enter")))
}

const isEnteredOnly = ({ reasons }: Refusal): boolean =>
  Array.isArray(reasons) && reasons.every(({ code }) => code === "already_entered")
