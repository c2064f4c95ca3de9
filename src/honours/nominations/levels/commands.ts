import type { Scope } from "#db/db.ts"
import type { Result } from "#lib/result.ts"
import { takeOff } from "#notices/issuing/running/commands.ts"
import { definitionOf } from "../../programmes/queries.ts"
import type { NominationRow } from "../queries.ts"
import { isLineOf, subjectOf } from "./names.ts"

/** Takes somebody who has left a selection off the lists that are up, in the way in which the selection has it. */
export async function leaveNotices(scope: Scope, { id, programmeId }: NominationRow): Promise<Result<void>> {
  const { definition } = await definitionOf(scope, { id: programmeId })
  return takeOff(scope, subjectOf(programmeId), (key) => isLineOf(key, id), definition.leaving ?? "strike")
}
