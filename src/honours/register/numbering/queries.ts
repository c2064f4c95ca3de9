import { desc, eq } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { certificateFormats, certificateSerials } from "#db/schema/index.ts"

/** How an honour's certificates are numbered, and the last number of each year. */
export async function formatOf({ db }: Scope, honourId: number) {
  const [format] = await db.select().from(certificateFormats).where(eq(certificateFormats.honourId, honourId))
  const serials = await db
    .select({ year: certificateSerials.year, last: certificateSerials.last })
    .from(certificateSerials)
    .where(eq(certificateSerials.honourId, honourId))
    .orderBy(desc(certificateSerials.year))
  return { numbered: format, serials }
}
