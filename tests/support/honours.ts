import type { Db } from "#db/db.ts"
import { honours } from "#db/schema/index.ts"

/** A kind of honour in the name of a unit. */
export async function makeHonour(
  db: Db,
  unit: { readonly id: number },
  slug: string,
  facts: Partial<typeof honours.$inferInsert> = {},
) {
  const [honour] = await db
    .insert(honours)
    .values({
      slug,
      titleZh: `江城市${slug}奖`,
      titleEn: `Jiangcheng ${slug} award`,
      level: "municipal",
      recipientKind: "person",
      conferredBy: "江城市总工会",
      conferringUnitId: unit.id,
      rank: 1,
      ...facts,
    })
    .returning()
  return honour as NonNullable<typeof honour>
}
