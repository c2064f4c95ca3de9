import { createHash } from "node:crypto"
import { constants, existsSync, readdirSync, renameSync, rmSync } from "node:fs"
import { cp, mkdir, open, opendir } from "node:fs/promises"
import { dirname, join } from "node:path"
import { isNotNull } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { files } from "#db/schema/index.ts"
import type { FileStore } from "#files/store.ts"

/** Where a backup keeps the stored files: beside the file that holds the database. */
export const filesOf = (backup: string): string => `${backup}.files`

export const hasFiles = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0

/** Copies a folder of stored files under another name, and gives the copy its own when all of it is on disk. */
export async function copyFiles(from: string, to: string): Promise<void> {
  const half = `${to}.half`
  try {
    await mkdir(dirname(half), { recursive: true })
    const filter = (path: string) => !path.endsWith(".half") || path === half
    await cp(from, half, { recursive: true, mode: constants.COPYFILE_FICLONE, errorOnExist: true, filter })
    for await (const { parentPath, name } of await opendir(half, { recursive: true }))
      await sync(join(parentPath, name))
    await sync(half)
    renameSync(half, to)
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}

async function sync(path: string): Promise<void> {
  const opened = await open(path, "r")
  await opened.sync().finally(() => opened.close())
}

/** What the rows of files and a store have in common: how many files, how many bytes, and what is not as it was. */
export async function storedFigures(db: Db, store: FileStore): Promise<string> {
  const rows = await db.select().from(files).where(isNotNull(files.storedKey)).orderBy(files.id)
  let bytes = 0
  let wrong = 0
  for (const { storedKey, sha256 } of rows) {
    const found = await hashOf(await store.open(storedKey ?? ""))
    bytes += found.bytes
    wrong += Number(found.sha256 !== sha256)
  }
  return `${rows.length} files, ${bytes} bytes, ${wrong} missing or altered`
}

async function hashOf(body: ReadableStream<Uint8Array> | undefined): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256")
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    hash.update(chunk)
  }
  return { bytes, sha256: body ? hash.digest("hex") : "" }
}
