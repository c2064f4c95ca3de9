import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { BrowserContext, Page } from "playwright-core"

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

type Seen = { readonly complaints: string[] }

/** Listens on every page of a context for what the browser complains of: breaches of the policy and errors. */
export async function listen(context: BrowserContext): Promise<Seen> {
  const complaints: string[] = []
  await context.exposeFunction("laurelComplaint", (text: string) => void complaints.push(text))
  await context.addInitScript(() => {
    const tell = (globalThis as unknown as { laurelComplaint: (text: string) => void }).laurelComplaint
    document.addEventListener("securitypolicyviolation", (event) =>
      tell(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    )
  })
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`)
  })
  context.on("weberror", (error) => complaints.push(`script: ${error.error().message}`))
  return { complaints }
}

/** What axe finds wrong on a page; it runs from outside, where the page's policy does not reach. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }
    type Axe = { run: (on: Document, options: { resultTypes: string[] }) => Promise<Found> }
    const { axe } = globalThis as unknown as { axe: Axe }
    const { violations } = await axe.run(document, { resultTypes: ["violations"] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `axe ${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
    )
  })
}

/** How far a page is wider than its window, with the first elements that stick out of it. */
const overflowOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    const wide = [...document.querySelectorAll("body *")].filter(
      (one) => one.getBoundingClientRect().right > root.clientWidth && !one.closest(".table-wrap"),
    )
    const names = wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120))
    return [`${root.scrollWidth - root.clientWidth} px wider than the window: ${names.join(" | ")}`]
  })

/** Opens a page and tells all that is wrong with it. */
export async function look(page: Page, seen: Seen, path: string): Promise<string[]> {
  seen.complaints.length = 0
  const answer = await page.goto(path)
  const status = answer?.status() ?? 0
  const sent = new URL(page.url()).pathname === "/sign-in" && !path.startsWith("/sign-in") ? ["sent to sign in"] : []
  const wrong = [...(status < 400 ? [] : [`status ${status}`]), ...sent]
  return [...wrong, ...(await overflowOf(page)), ...(await violationsOf(page)), ...seen.complaints]
}
