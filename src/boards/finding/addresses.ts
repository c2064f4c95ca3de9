/** An address of the map of the site, from the root, with when it changed last where that is known. */
export type Address = { readonly path: string; readonly at?: Date | null }

/** Old lists are entered as public from the beginning of time: that is no day of a change. */
const isDay = (at: Date | null | undefined): at is Date => at !== null && at !== undefined && at.getTime() > 0

/** Addresses in full, as the map of the site writes them. */
export const mapped = (origin: string, addresses: readonly Address[]) =>
  addresses.map(({ path, at }) => ({ href: `${origin}${path}`, at: isDay(at) ? at.toISOString() : "" }))

type ContestLine = { readonly slug: string; readonly code: string | null; readonly at: Date | null }

/** The pages of contests and of their events, each once. */
export function contestAddresses(rows: readonly ContestLine[]): Address[] {
  const own = [...new Set(rows.map(({ slug }) => slug))].map((slug) => ({ path: `/contests/${slug}` }))
  return [
    ...own,
    ...rows.flatMap(({ slug, code, at }) => (code === null ? [] : [{ path: `/contests/${slug}/${code}`, at }])),
  ]
}

type Entry = { readonly path: string; readonly title: string; readonly text: string; readonly at: Date }

/** What is new, the newest first. */
export const newestFirst = (entries: readonly Entry[], most = 40): Entry[] =>
  entries.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, most)
export type FeedEntry = Entry
