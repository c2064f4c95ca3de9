import { join } from "node:path"
import { type Config, configFrom, SettingWrong } from "#main/config.ts"

/** The demo's settings: always its own embedded database, since its accounts and their password stand in the README. */
export function demoConfig(environment: Record<string, string | undefined>): Config {
  if (environment.DATABASE_URL)
    throw new SettingWrong(
      "Setting DATABASE_URL: the demo keeps to a database of its own. Start it without this setting.",
    )
  // Everything of the demo lies in one folder, its stored files too, so that it begins anew as a whole.
  const { dataDir } = configFrom(environment)
  return configFrom({ LOG: "warn", CONTACT: "0000-8812345", ...environment, DATA_DIR: join(dataDir, "demo") })
}
