import { spawn } from "node:child_process"
import { join } from "node:path"
import { migrateUrl } from "#db/migrate.ts"
import { configFrom, SettingWrong } from "#main/config.ts"
import { started } from "#main/start.ts"

// `npm run dev:worker`: the Workers entry in workerd on the PostgreSQL of DATABASE_URL, without an account anywhere.
const root = join(import.meta.dirname, "../..")

/** workerd's Hyperdrive wants a password in the address, also where the server asks for none. */
function withPassword(address: string): string {
  const url = new URL(address)
  if (!url.username) url.username = "postgres"
  if (!url.password) url.password = "none"
  return url.href
}

const { config, databaseUrl } = await started(async () => {
  const config = configFrom({ ...process.env, PORT: process.env.PORT || "8787" })
  if (!config.databaseUrl) throw new SettingWrong("Setting DATABASE_URL: missing. Workers need a PostgreSQL.")
  await migrateUrl(config.databaseUrl)
  return { config, databaseUrl: withPassword(config.databaseUrl) }
})

// Settings go by the environment, so that the key stands in no file and no list of processes. Nothing calls home.
const environment = {
  ...process.env,
  LAUREL_KEY: config.keys[0],
  PUBLIC_ORIGIN: config.origin,
  LOG: config.log,
  CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: databaseUrl,
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_WRITE_LOGS: "false",
}
const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js")
const address = ["--ip", config.host, "--port", String(config.port), "--show-interactive-dev-session=false"]
// Wrangler takes from the environment only what wrangler.toml names, and that names no secret which most do not have.
const older = config.keys.length > 1 ? ["--var", `LAUREL_OLD_KEYS:${config.keys.slice(1).join(",")}`] : []
const child = spawn(process.execPath, [wrangler, "dev", ...address, ...older], {
  cwd: root,
  env: environment,
  stdio: "inherit",
})
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal))
child.once("exit", (status) => process.exit(status ?? 1))
