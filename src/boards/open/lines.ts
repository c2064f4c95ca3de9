import type { z } from "@hono/zod-openapi"
import type { Line } from "#boards/board/lines/queries.ts"
import { sourceOf } from "#boards/board/links.ts"
import type { entry } from "./schemas.ts"

export type Entry = z.infer<typeof entry>

/** A line of the register for machines: what the board shows of it, and nothing else. */
export const entryOf = (line: Line): Entry => ({
  id: line.id,
  kind: line.kind,
  name: line.name,
  person: line.personId,
  unit: { id: line.unitId, name: line.unitName },
  honour: { slug: line.honourSlug, title: line.honourTitle, level: line.level, conferredBy: line.conferredBy },
  year: line.year,
  yearTo: line.yearTo,
  grade: line.grade,
  for: line.for,
  decision: { id: line.decisionId, number: line.documentNumber, decidedOn: line.decidedOn },
  posthumous: line.isPosthumous,
  corrected: line.correctedAt?.toISOString() ?? null,
  result: sourceOf(line) ?? null,
})
