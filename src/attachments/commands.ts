import { and, eq, inArray, isNotNull, isNull, lt } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { files } from "#db/schema/index.ts"
import type { FileKind } from "#db/words.ts"
import type { FileStore } from "#files/store.ts"
import { hex } from "#lib/codes.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { kindOf } from "./content.ts"
import { cleanName } from "./name.ts"
import type { FileRow } from "./queries.ts"

/** A store, and the chance that names what is put there. */
export type Keep = { readonly store: FileStore; readonly random: (length: number) => Uint8Array }

export type Limits = {
  readonly kinds: readonly FileKind[]
  /** How many files their owner may have, and how many it has. */
  readonly most: number
  readonly standing: number
}

const megabytes = (bytes: number): number => Math.floor(bytes / 2 ** 20)

/**
 * Keeps a file that was sent, inside the transaction of the caller, which writes down in the same transaction what it
 * belongs to. Where that transaction fails, the bytes stay behind with no row, and `sweepStore` takes them away.
 */
export async function saveUpload(scope: Scope, keep: Keep, upload: File, limits: Limits): Promise<Result<FileRow>> {
  if (limits.standing >= limits.most) return refuse({ code: "too_many_files", max: limits.most })
  const { limit } = keep.store
  if (upload.size > limit) return refuse({ code: "file_too_large", max: megabytes(limit) })
  const kind = kindOf(new Uint8Array(await upload.arrayBuffer()))
  if (!kind.ok) return kind
  if (!limits.kinds.includes(kind.value)) return refuse({ code: "file_kind" })
  return ok(await keepFile(scope, keep, upload, kind.value))
}

async function keepFile(scope: Scope, { store, random }: Keep, upload: File, kind: FileKind): Promise<FileRow> {
  const storedKey = hex(random(16))
  const stored = await store.put(storedKey, upload.stream())
  const [row] = await scope.db
    .insert(files)
    .values({
      ...stored,
      storedKey,
      token: Buffer.from(random(16)).toString("base64url"),
      name: cleanName(upload.name, kind),
      kind,
      uploadedBy: scope.actor.kind === "account" ? scope.actor.accountId : null,
      at: scope.now,
    })
    .returning()
  if (!row) throw new Error("a file was not noted down")
  return row
}

/** Takes a file away from its owner, in the owner's transaction; its bytes go a day later. */
export async function removeFile({ db, now }: Scope, id: number): Promise<void> {
  await db
    .update(files)
    .set({ removedAt: now })
    .where(and(eq(files.id, id), isNull(files.removedAt)))
}

/** Long enough for any transaction that is still to note a file down, and for a backup that is being made. */
const day = 86_400_000

/** Removes the bytes of what was removed, and those that no row knows of; gives how many. Doing it twice is harmless. */
export async function sweepStore(scope: Scope, store: FileStore): Promise<number> {
  const since = new Date(scope.now.getTime() - day)
  let swept = await forget(scope, store, since)
  let batch: string[] = []
  for await (const key of store.before(since)) {
    batch.push(key)
    if (batch.length < 500) continue
    swept += await removeUnknown(scope, store, batch)
    batch = []
  }
  return swept + (await removeUnknown(scope, store, batch))
}

async function forget({ db }: Scope, store: FileStore, since: Date): Promise<number> {
  const gone = and(lt(files.removedAt, since), isNotNull(files.storedKey))
  const rows = await db.select({ id: files.id, key: files.storedKey }).from(files).where(gone)
  for (const { id, key } of rows) {
    if (key) await store.remove(key)
    await db.update(files).set({ storedKey: null }).where(eq(files.id, id))
  }
  return rows.length
}

async function removeUnknown({ db }: Scope, store: FileStore, keys: readonly string[]): Promise<number> {
  if (keys.length === 0) return 0
  const known = await db
    .select({ key: files.storedKey })
    .from(files)
    .where(inArray(files.storedKey, [...keys]))
  const unknown = keys.filter((key) => !known.some((row) => row.key === key))
  for (const key of unknown) await store.remove(key)
  return unknown.length
}
