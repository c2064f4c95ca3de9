import { expect } from "vitest"
import type { Hall } from "./hall.ts"
import { picture } from "./pictures.ts"
import type { Burst, Cut } from "./plan.ts"
import { enter, mark, markAll, sent, type Tablet, unsent } from "./tablet.ts"

type Struck = { readonly hall: Hall; readonly tablet: Tablet; readonly burst: Burst }

/** Gives the marks of a burst while something is cut, mends it, and leaves the tablet with nothing unsent. */
export const cut: Record<Cut, (struck: Struck) => Promise<void>> = {
  offline: async ({ tablet, burst }) => {
    await tablet.context.setOffline(true)
    await markAll(tablet, burst.cells)
    expect(await unsent(tablet)).toBe(burst.cells.length)
    await picture(tablet.page, "offline")
    await tablet.context.setOffline(false)
  },
  killed: async ({ hall, tablet, burst }) => {
    await markAll(tablet, burst.cells.slice(0, 2))
    await hall.server.kill()
    await markAll(tablet, burst.cells.slice(2))
    expect(await unsent(tablet)).toBeGreaterThanOrEqual(burst.cells.length - 2)
    await hall.server.restart()
    await tablet.page.goto("/judge/entries")
  },
  reload: async ({ tablet, burst }) => {
    for (const cell of burst.cells) {
      await mark(tablet, cell)
      await tablet.page.reload()
    }
  },
  crash: async ({ tablet, burst }) => {
    await tablet.context.setOffline(true)
    await markAll(tablet, burst.cells)
    await crash(tablet)
    tablet.page = await tablet.context.newPage()
    await tablet.page.goto("/judge/entries")
    expect(await unsent(tablet)).toBe(burst.cells.length)
    await tablet.context.setOffline(false)
  },
  expired: async ({ hall, tablet, burst }) => {
    const { page, context } = tablet
    const code = hall.codes[tablet.alias] ?? ""
    await context.setOffline(true)
    await markAll(tablet, burst.cells)
    await endSession(hall.origin, code)
    await context.setOffline(false)
    await page.waitForSelector("[data-alarm] a")
    await picture(page, "signed-out")
    await page.goto("/judge/")
    await picture(page, "signed-out-door")
    await enter(tablet, code)
  },
}

async function crash({ context, page }: Tablet): Promise<void> {
  const inspector = await context.newCDPSession(page)
  const crashed = page.waitForEvent("crash")
  inspector.send("Page.crash").catch(() => undefined)
  await crashed
  await page.close()
}

/** Another device opens the seat and leaves it: whoever held it before is signed out. */
async function endSession(origin: string, code: string): Promise<void> {
  const send = (path: string, fields: Record<string, string>, cookie = "") =>
    fetch(origin + path, {
      method: "POST",
      headers: { Origin: origin, Cookie: cookie },
      body: new URLSearchParams(fields),
      redirect: "manual",
    })
  const opened = await send("/judge/take-over", { code })
  const [cookie = ""] = opened.headers.getSetCookie().map((line) => line.split(";")[0])
  expect((await send("/judge/sign-out", {}, cookie)).headers.get("Location")).toBe("/judge/")
}

/** A burst with its cut, or in peace; nothing waits on the tablet afterwards. */
export async function play(struck: Struck): Promise<void> {
  const { burst, tablet } = struck
  if (burst.cut) await cut[burst.cut](struck)
  else await markAll(tablet, burst.cells)
  await sent(tablet)
}
