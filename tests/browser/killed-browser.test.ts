import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type BrowserContext, chromium } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Db } from "#db/db.ts"
import { marks } from "#db/schema/index.ts"
import { type Site, startSite } from "./server.ts"
import { prepare } from "./tablets/hall.ts"
import { entries } from "./tablets/plan.ts"
import { enter, markAll, sent, type Tablet, unsent } from "./tablets/tablet.ts"

const profile = mkdtempSync(join(tmpdir(), "laurel-profile-"))
let site: Site
let db: Db
let codes: Record<string, string> = {}
let running: ChildProcess | undefined
beforeAll(async () => {
  site = await startSite(async (world) => {
    db = world.db
    codes = (await prepare(world)).codes
  })
})
afterAll(async () => {
  running?.kill("SIGKILL")
  await site.stop()
  rmSync(profile, { recursive: true, force: true, maxRetries: 20 })
})

/** A Chromium of its own on the profile, whose process is ours to kill. */
async function startBrowser(): Promise<BrowserContext> {
  const flags = [
    "--headless",
    "--no-sandbox",
    "--no-first-run",
    "--remote-debugging-port=0",
    `--user-data-dir=${profile}`,
  ]
  const child = spawn(process.env.CHROMIUM ?? "/usr/bin/chromium", flags, { stdio: ["ignore", "ignore", "pipe"] })
  running = child
  const address = await new Promise<string>((resolve, reject) => {
    let said = ""
    child.once("exit", () => reject(new Error(said)))
    child.stderr.on("data", (chunk) => {
      said += chunk
      const [, found] = /DevTools listening on (\S+)/.exec(said) ?? []
      if (found) resolve(found)
    })
  })
  const browser = await chromium.connectOverCDP(address)
  return browser.contexts()[0] as BrowserContext
}

async function kill(): Promise<void> {
  const ended = running && once(running, "exit")
  running?.kill("SIGKILL")
  await ended
}

const tabletIn = async (context: BrowserContext): Promise<Tablet> => ({
  context,
  page: await context.newPage(),
  alias: "J1",
})

test("a browser that is killed with unsent marks has them when it is started again, and sends them", async () => {
  const first = await tabletIn(await startBrowser())
  await first.page.goto(`${site.origin}/judge/`)
  await first.page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await enter(first, codes.J1 ?? "")
  await first.context.setOffline(true)
  const cells = entries.slice(0, 6).map((entry, at) => ({ entry, slot: "finish", value: `${70 + at}` }))
  await markAll(first, cells)
  expect(await unsent(first)).toBe(6)
  await kill()

  const again = await tabletIn(await startBrowser())
  await again.context.setOffline(true)
  await again.page.goto(`${site.origin}/judge/entries`)
  expect(await unsent(again)).toBe(6)
  expect(await again.page.locator(".entry-state.local").count()).toBe(6)
  expect(await db.select().from(marks)).toEqual([])
  await again.context.setOffline(false)
  // The browser writes its cookies down now and then: the seat may have to be opened again.
  const [alarm, arrived] = ['[data-alarm] a[href="/judge/"]', '[data-strip=local]:text-is("0")']
  await again.page.waitForSelector(`${alarm}, ${arrived}`)
  if (await again.page.locator(alarm).count()) {
    await again.page.click(alarm)
    await enter(again, codes.J1 ?? "")
  }
  await sent(again)
  const kept = await db.select().from(marks)
  expect(kept.map(({ value, version }) => [value, version]).sort()).toEqual(cells.map(({ value }) => [value, 1]))
})
