import type { KeptPage } from "./kept-pages.ts"

/** Pages that several processes keep together, beside what each keeps for itself; on Workers the Cache API. */
export type Shelf = {
  readonly take: (key: string) => Promise<ShelvedPage | undefined>
  readonly put: (key: string, page: ShelvedPage) => Promise<void>
}

/** A page under the name that all processes have for the state it was made of. */
export type ShelvedPage = Omit<KeptPage, "revision" | "coded"> & { readonly common: string }

type Cached = Pick<Cache, "match" | "put">

/** So long a page is of use: while the database is away it is answered as it last was, as a cache between may do. In s. */
const LONGEST = 600

const addressOf = (key: string): string => `https://kept.invalid/${encodeURIComponent(key)}`

/** A shelf in the Cache API: the bytes as the body, all else that is known of a page in one header. */
export function cacheShelf(open: () => Cached): Shelf {
  return {
    async take(key) {
      const found = await open().match(addressOf(key))
      const about = found?.headers.get("X-Page")
      if (!found || !about) return undefined
      return { ...JSON.parse(decodeURIComponent(about)), bytes: Buffer.from(await found.arrayBuffer()) }
    },
    async put(key, { bytes, ...about }) {
      const headers = { "Cache-Control": `max-age=${LONGEST}`, "X-Page": encodeURIComponent(JSON.stringify(about)) }
      await open().put(addressOf(key), new Response(bytes, { headers }))
    },
  }
}
