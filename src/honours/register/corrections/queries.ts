import { desc, eq } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { accounts, entryVersions, people } from "#db/schema/index.ts"

/** The corrections of an entry with who made them, the newest first. */
export const correctionsOf = ({ db }: Scope, entryId: number) =>
  db
    .select({
      number: entryVersions.number,
      before: entryVersions.before,
      reason: entryVersions.reason,
      at: entryVersions.createdAt,
      by: people.name,
    })
    .from(entryVersions)
    .leftJoin(accounts, eq(accounts.id, entryVersions.correctedBy))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(eq(entryVersions.entryId, entryId))
    .orderBy(desc(entryVersions.number))
