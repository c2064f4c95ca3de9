import type { Page } from "playwright-core"

export type Visited = {
  readonly path: string
  readonly from: string
  /** The page, or nothing where something else was answered. */
  readonly html: string
  readonly wrong: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Choices of language, size and colours lead to the page itself in another dress. */
const choices = ["lang", "text", "theme"]

/** Where the links of a page lead inside the site, without fragments. */
function linksOf(html: string, base: string): string[] {
  const hrefs = [...html.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"))
  return hrefs.flatMap((href) => {
    const url = new URL(href, base)
    if (url.origin !== new URL(base).origin || choices.some((name) => url.searchParams.has(name))) return []
    return [url.pathname + url.search]
  })
}

/** Asks for one address with the session of a page, and tells whether it is broken. */
async function visit(page: Page, path: string, from: string): Promise<Visited> {
  const answer = await page.request.get(path)
  const { pathname } = new URL(answer.url())
  const sent = pathname === "/sign-in" && !path.startsWith("/sign-in") ? "sent to sign in" : ""
  const wrong = answer.status() < 400 ? sent : `status ${answer.status()}`
  const headers = answer.headers()
  const body = await answer.body()
  const isPage = headers["content-type"]?.startsWith("text/html") ?? false
  return { path, from, html: isPage ? body.toString("utf8") : "", wrong, headers, body }
}

type Bounds = { readonly most: number; readonly patternOf: (path: string) => string; readonly perPattern: number }

/** Follows every link from some pages, breadth first, up to so many pages, and of one kind of page up to so many. */
export async function crawl(page: Page, starts: readonly string[], bounds: Bounds): Promise<Visited[]> {
  const { most, patternOf, perPattern } = bounds
  const visited: Visited[] = []
  const seen = new Set<string>()
  const ofPattern = new Map<string, number>()
  let front = starts.map((path) => ({ path, from: "" }))
  while (front.length > 0 && visited.length < most) {
    const next = front.filter(({ path }) => {
      const pattern = patternOf(path.split("?")[0] as string)
      const count = ofPattern.get(pattern) ?? 0
      if (seen.has(path) || count >= perPattern) return false
      seen.add(path)
      ofPattern.set(pattern, count + 1)
      return true
    })
    const found: Visited[] = []
    for (let at = 0; at < next.length; at += 4)
      found.push(...(await Promise.all(next.slice(at, at + 4).map(({ path, from }) => visit(page, path, from)))))
    visited.push(...found)
    front = found.flatMap(({ path, html }) => linksOf(html, page.url()).map((to) => ({ path: to, from: path })))
  }
  return visited
}
