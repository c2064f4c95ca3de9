import { type Scope, transact } from "#db/db.ts"
import { ok, type Result } from "#lib/result.ts"
import { saveAllotments } from "../allotments/commands.ts"
import type { Cell } from "../allotting.ts"
import { createProgramme, type NewProgramme, type Start } from "../commands.ts"
import type { ProgrammeRow } from "../queries.ts"

/**
 * Makes a programme together with the allotments of the one that it is copied from: they are changed where they
 * differ, not typed again.
 */
export const startProgramme = (scope: Scope, given: NewProgramme, start: Start & { readonly cells: readonly Cell[] }) =>
  transact(scope, async (inner): Promise<Result<ProgrammeRow>> => {
    const made = await createProgramme(inner, given, start)
    if (!made.ok || start.cells.length === 0) return made
    const { slug, version } = made.value
    const saved = await saveAllotments(inner, slug, { seen: version, cells: start.cells })
    return saved.ok ? ok(saved.value) : saved
  })
