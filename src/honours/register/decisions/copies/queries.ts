import { eq } from "drizzle-orm"
import { storedFiles } from "#attachments/queries.ts"
import type { Scope } from "#db/db.ts"
import { registerFiles } from "#db/schema/index.ts"
import type { FileKind } from "#db/words.ts"

/** A scan is a PDF or pictures of its pages. */
export const copyKinds = ["pdf", "png", "jpeg"] as const satisfies readonly FileKind[]
export const mostCopies = 10

/** The signed copy of a decision: the red-headed document as it was scanned. */
export async function copiesOf(scope: Scope, decisionId: number) {
  const rows = await scope.db
    .select({ fileId: registerFiles.fileId })
    .from(registerFiles)
    .where(eq(registerFiles.decisionId, decisionId))
  return storedFiles(
    scope,
    rows.map(({ fileId }) => fileId),
  )
}
