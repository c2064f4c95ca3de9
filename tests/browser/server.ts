import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, chromium } from "playwright-core"
import type { Db } from "#db/db.ts"
import { boot, type Running } from "#main/boot.ts"
import { configFrom } from "#main/config.ts"

/** A port that is free now; the address must be known before the server starts, since pages carry it. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === "object" && address ? address.port : 0
}

export type Site = Running & { readonly origin: string }

/** The real server, with an embedded database in a folder of its own, filled by `prepare`. */
export async function startSite(prepare?: (db: Db) => Promise<void>): Promise<Site> {
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
