import { asc, isNull } from "drizzle-orm"
import { units } from "#db/schema/index.ts"
import type { Platform } from "./platform.ts"

/** Who signs pages while there is no federation yet, or none to be read. */
export const unnamed = "桂冠 Laurel"

/** The federation at the root of the tree, which signs every page; asked for again every half minute. */
export function issuerName({ db, clock }: Platform): () => Promise<string> {
  let kept = { name: unnamed, until: 0 }
  return async () => {
    const now = clock().getTime()
    if (now >= kept.until) {
      const [root] = await db
        .select({ name: units.name })
        .from(units)
        .where(isNull(units.parentId))
        .orderBy(asc(units.id))
        .limit(1)
      kept = { name: root?.name ?? unnamed, until: now + 30_000 }
    }
    return kept.name
  }
}
