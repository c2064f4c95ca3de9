import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { lockFolder } from "./folder-lock.ts"

/** The whole embedded database of a folder that no process uses, as one compressed file. */
export async function dumpEmbedded(folder: string): Promise<Uint8Array> {
  const unlock = lockFolder(folder)
  try {
    const pglite = await PGlite.create({ dataDir: join(folder, "pglite") })
    const dump = await pglite.dumpDataDir("gzip")
    await pglite.close()
    return new Uint8Array(await dump.arrayBuffer())
  } finally {
    unlock()
  }
}

export const hasEmbedded = (folder: string): boolean => existsSync(join(folder, "pglite"))

/** Makes the database of a folder that has none from such a file; it is there as a whole, or not at all. */
export async function restoreEmbedded(folder: string, file: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const unlock = lockFolder(folder)
  const half = join(folder, "pglite.half")
  try {
    rmSync(half, { recursive: true, force: true })
    const pglite = await PGlite.create({ dataDir: half, loadDataDir: new Blob([readFileSync(file)]) })
    await pglite.close()
    renameSync(half, join(folder, "pglite"))
  } finally {
    unlock()
  }
}
