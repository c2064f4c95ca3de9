import { and, asc, eq, inArray, isNull } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { files } from "#db/schema/index.ts"

export type FileRow = typeof files.$inferSelect

/** A file by the token of its address, unless it was removed. Who may see it, its owner says. */
export async function findStored({ db }: Scope, token: string): Promise<FileRow | undefined> {
  const [row] = await db
    .select()
    .from(files)
    .where(and(eq(files.token, token), isNull(files.removedAt)))
  return row
}

/** These files, in the order in which they came, without those that were removed. */
export async function storedFiles({ db }: Scope, ids: readonly number[]): Promise<FileRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(files)
    .where(and(inArray(files.id, [...ids]), isNull(files.removedAt)))
    .orderBy(asc(files.id))
}
