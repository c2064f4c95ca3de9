import { join } from "node:path"
import { type Config, configFrom, SettingWrong } from "#main/config.ts"

/** The demo's settings: always its own embedded database, since its accounts and their password stand in the README. */
export function demoConfig(environment: Record<string, string | undefined>): Config {
  if (environment.DATABASE_URL)
    throw new SettingWrong(
      "Setting DATABASE_URL: the demo keeps to a database of its own. Start it without this setting.",
    )
  const config = configFrom({ LOG: "warn", ...environment })
  return { ...config, dataDir: join(config.dataDir, "demo") }
}
