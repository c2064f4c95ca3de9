import type { Browser, BrowserContext, Page } from "playwright-core"
import { newVisitor, takeSeat } from "../visitors.ts"
import type { Hall } from "./hall.ts"
import { lang } from "./pictures.ts"
import type { Cell } from "./plan.ts"

/** A tablet in a judge's hands: which seat it holds, and the one page that is open on it. */
export type Tablet = { readonly context: BrowserContext; page: Page; alias: string }

/** A tablet that was at `/judge/` once with a network, where its judge then entered a code. */
export async function openTablet(
  browser: Browser,
  { origin, codes }: Pick<Hall, "origin" | "codes">,
  alias: string,
): Promise<Tablet> {
  const context = await newVisitor(browser, { origin, lang, width: 1180, height: 820 })
  const first = await context.newPage()
  await first.goto("/judge/")
  await first.evaluate(async () => void (await navigator.serviceWorker.ready))
  await first.close()
  return { context, page: await takeSeat(context, codes[alias] ?? ""), alias }
}

const pathOf = ({ entry, slot }: Cell) => `/judge/entries/${entry}/${slot}`

/** Gives one mark, and waits until the screen has gone on: from then on nothing may lose it. */
export async function mark({ page }: Tablet, cell: Cell): Promise<void> {
  const { href, pathname } = new URL(page.url())
  if (pathname !== pathOf(cell)) await page.goto(new URL(pathOf(cell), href).href)
  await page.fill("#f-value", cell.value)
  await Promise.all([page.waitForURL((url) => url.pathname !== pathOf(cell)), page.click("[data-save]")])
}

export async function markAll(tablet: Tablet, cells: readonly Cell[]): Promise<void> {
  for (const cell of cells) await mark(tablet, cell)
}

export const unsent = async ({ page }: Tablet): Promise<number> =>
  Number(await page.locator("[data-strip=local]").innerText())

/** Until the screen says that nothing waits on this tablet any more. */
export async function sent({ page }: Tablet): Promise<void> {
  if (!(await page.locator("[data-strip=local]").count())) await page.goto("/judge/entries")
  await page.waitForFunction(() => document.querySelector("[data-strip=local]")?.textContent === "0")
}

/** Sends the seat's code by the door that is open, and takes the seat over where another device holds it. */
export async function enter({ page }: Tablet, code: string): Promise<void> {
  await page.fill("#f-code", code)
  await page.click("main button.primary")
  const takeOver = page.locator('form[action="/judge/take-over"] button')
  await takeOver.or(page.locator("[data-strip]").first()).waitFor()
  if (await takeOver.count()) await takeOver.click()
  await page.waitForURL("**/judge/entries")
}

/** The key of every operation that was ever written down on a tablet and is still there. */
export const keysOn = ({ page }: Tablet): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opened = indexedDB.open("laurel-judge")
        opened.onerror = () => reject(opened.error)
        opened.onsuccess = () => {
          const asked = opened.result.transaction("operations").objectStore("operations").getAll()
          asked.onsuccess = () => {
            opened.result.close()
            resolve(asked.result.map(({ id }: { id: string }) => id))
          }
        }
      }),
  )
