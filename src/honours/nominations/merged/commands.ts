import { and, eq, ne, notExists, or } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { Scope } from "#db/db.ts"
import { nominations } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"

/** Points a person's nominations to the file that they were merged into; both files in one programme is for people to settle. */
export async function takeOverPerson({ db }: Scope, from: number, into: number): Promise<Result<null>> {
  const other = alias(nominations, "other")
  const twin = db
    .select({ id: other.id })
    .from(other)
    .where(and(eq(other.programmeId, nominations.programmeId), eq(other.personId, into), ne(other.state, "withdrawn")))
  await db
    .update(nominations)
    .set({ personId: into })
    .where(and(eq(nominations.personId, from), or(eq(nominations.state, "withdrawn"), notExists(twin))))
  const [left] = await db
    .select({ id: nominations.id })
    .from(nominations)
    .where(eq(nominations.personId, from))
    .limit(1)
  return left ? refuse({ code: "merge_nominated_twice" }) : ok(null)
}
