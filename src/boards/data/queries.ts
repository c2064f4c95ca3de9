import { asc, eq, type SQL, sql } from "drizzle-orm"
import { type Line, listLines, newestFirst } from "#boards/board/lines/queries.ts"
import { LINES } from "#boards/board/parts.ts"
import type { Scope } from "#db/db.ts"
import { honours, registerEntries } from "#db/schema/index.ts"

const linesWhere = ({ db, now }: Scope, where: SQL, order: readonly SQL[]): Promise<Line[]> =>
  listLines(db, { now, where, order, page: { size: LINES, offset: 0 } })

/** All public honours of a person, the newest first. */
export const linesOfPerson = (scope: Scope, id: number) =>
  linesWhere(scope, eq(registerEntries.personId, id), [...newestFirst, asc(registerEntries.id)])

/** What a public decision names, in the order of its list. */
export const linesOfDecision = (scope: Scope, id: number) => {
  const { gradeRank, gradeZh, sortStroke } = registerEntries
  const order = [honours.rank, honours.id, gradeRank, gradeZh, sortStroke, registerEntries.id]
  return linesWhere(
    scope,
    eq(registerEntries.decisionId, id),
    order.map((one) => sql`${one} asc`),
  )
}
