import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { wholeFile } from "#files/whole-file.ts"
import { keyFiles } from "#main/keys.ts"
import { newKey, oldKeysInFile } from "#secrets/key-file.ts"

/** Puts a new key beside the embedded database. The old one is kept before the new one counts: no moment is without it. */
export async function makeNewKey(dataDir: string): Promise<void> {
  const files = keyFiles(dataDir)
  const current = existsSync(files.current) ? [readFileSync(files.current, "utf8").trim()] : []
  const old = [...new Set([...current, ...oldKeysInFile(files.old)])]
  await keep(files.old, old)
  await keep(files.current, [newKey()])
}

const keep = (path: string, keys: readonly string[]) =>
  wholeFile(path, (half) => writeFileSync(half, keys.map((key) => `${key}\n`).join(""), { mode: 0o600 }))
