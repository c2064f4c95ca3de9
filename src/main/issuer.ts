import { asc, isNull } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { units } from "#db/schema/index.ts"

/** Who signs pages while there is no federation yet, or none to be read. */
export const unnamed = "桂冠 Laurel"

/** The federation at the root of the tree, which signs every page; asked for again after a change, and every half minute. */
export function issuerName(
  clock: () => Date,
  revision: () => string | undefined = () => undefined,
): (db: Db) => Promise<string> {
  let kept = { name: unnamed, until: 0, revision: "" }
  return async (db) => {
    const now = clock().getTime()
    const known = revision() ?? kept.revision
    if (now >= kept.until || known !== kept.revision) {
      const [root] = await db
        .select({ name: units.name })
        .from(units)
        .where(isNull(units.parentId))
        .orderBy(asc(units.id))
        .limit(1)
      kept = { name: root?.name ?? unnamed, until: now + 30_000, revision: known }
    }
    return kept.name
  }
}
