import type { Db } from "#db/db.ts"
import { unitVetoes } from "#db/schema/index.ts"

/** A unit on the veto list for an accident, as the office recorded it. */
export async function makeVeto(
  db: Db,
  unit: { readonly id: number },
  facts: Partial<typeof unitVetoes.$inferInsert> = {},
): Promise<number> {
  const [made] = await db
    .insert(unitVetoes)
    .values({
      ...{ unitId: unit.id, ground: "accident", titleZh: "发生生产安全责任事故", titleEn: "Production accident" },
      ...{ source: "市应急管理局", document: "", fromDay: "2024-06-01", recordedName: "办公室" },
      createdAt: new Date("2024-07-01T00:00:00Z"),
      ...facts,
    })
    .returning()
  return made?.id ?? 0
}
