import { and, isNull, lte, type SQL } from "drizzle-orm"
import { registerEntries } from "#db/schema/index.ts"

/** What the public may see of the register: not before its hour, and nothing that was revoked. */
export const isVisible = (now: Date): SQL | undefined =>
  and(lte(registerEntries.visibleFrom, now), isNull(registerEntries.revokedAt))
