import { join } from "node:path"
import type { Keyring } from "#lib/keyring.ts"
import { keyInFile, oldKeysInFile } from "#secrets/key-file.ts"
import { keyringOf } from "#secrets/keyring.ts"
import type { Config } from "./config.ts"

export const keyFiles = (dataDir: string) => ({
  current: join(dataDir, "laurel.key"),
  old: join(dataDir, "laurel.old-keys"),
})

/** The master keys of the settings, or those kept beside the embedded database; the one in use first. */
export function mastersOf({ keys, dataDir }: Pick<Config, "keys" | "dataDir">): readonly string[] {
  const files = keyFiles(dataDir)
  return keys.length > 0 ? keys : [keyInFile(files.current), ...oldKeysInFile(files.old)]
}

export const keysOf = (config: Pick<Config, "keys" | "dataDir">): Keyring => keyringOf(mastersOf(config))
