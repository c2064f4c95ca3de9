import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs"
import { dirname } from "node:path"

/** Lets a file be written under another name, and gives it its own when it is on disk: it is there whole, or not at all. */
export async function wholeFile(path: string, write: (half: string) => Promise<void> | void): Promise<void> {
  const half = `${path}.half`
  try {
    await write(half)
    sync(half)
    renameSync(half, path)
    sync(dirname(path))
  } finally {
    rmSync(half, { force: true })
  }
}

function sync(path: string): void {
  const file = openSync(path, "r")
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
