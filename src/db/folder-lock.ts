import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

/**
 * Takes the data folder for this process alone, or throws. PGlite has no lock of its own: two processes on one folder
 * both "commit" and rows vanish. The lock is the operating system's, held through an open SQLite file: it ends with the
 * process, however that ends, so that no stale lock is ever left to be broken.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, "lock"), { timeout: 0 })
  try {
    lock.exec("pragma locking_mode = exclusive; begin exclusive")
  } catch {
    lock.close()
    throw new FolderInUse(folder)
  }
  return () => lock.close()
}

export class FolderInUse extends Error {
  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another Laurel process.\nStop that process first, or set DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL.`,
    )
  }
}
