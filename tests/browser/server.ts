import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, chromium } from "playwright-core"
import { boot, type Running, type World } from "#main/boot.ts"
import { configFrom } from "#main/config.ts"
import { freePort } from "../support/port.ts"

export type Site = Running & { readonly origin: string }

/** The real server, with an embedded database in a folder of its own, filled by `prepare`. */
export async function startSite(prepare?: (world: World) => Promise<void>): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), "laurel-browser-"))
  const port = await freePort()
  const config = configFrom({ PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dataDir, LOG: "warn" })
  const running = await boot(config, prepare)
  const stop = async () => {
    await running.stop()
    rmSync(dataDir, { recursive: true })
  }
  return { ...running, origin: `http://localhost:${port}`, stop }
}

export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] })
