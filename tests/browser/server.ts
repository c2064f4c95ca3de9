import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, chromium } from "playwright-core"
import { boot, type Running, type World } from "#main/boot.ts"
import { configFrom } from "#main/config.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"
import { freePort } from "../support/port.ts"

export type Site = Running & { readonly origin: string }

/**
 * The real server, with a database of its own (embedded, or on the PostgreSQL to test on), filled by `prepare`; what
 * stands before it is what browsers see where `front` says its port.
 */
export async function startSite(prepare?: (world: World) => Promise<void>, front?: number): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), "laurel-browser-"))
  const port = await freePort()
  const seen = `http://localhost:${front ?? port}`
  const own = { PORT: String(port), HOST: "127.0.0.1", PUBLIC_ORIGIN: seen, DATA_DIR: dataDir, LOG: "warn" }
  const LAUREL_KEY = randomBytes(32).toString("base64")
  const shared = onPostgres() ? { DATABASE_URL: (await freshDatabase()).url, LAUREL_KEY } : {}
  const config = configFrom({ ...own, ...shared })
  const running = await boot(config, prepare)
  const stop = async () => {
    await running.stop()
    rmSync(dataDir, { recursive: true })
  }
  return { ...running, origin: `http://localhost:${port}`, stop }
}

export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] })
