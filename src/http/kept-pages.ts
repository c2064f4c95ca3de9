import type { Coding } from "./encoding.ts"

/** Names and values in turn, as they are sent: nothing needs to be put together for every request. */
export type HeaderList = readonly string[]

type Packed = { readonly bytes: Buffer<ArrayBuffer>; readonly headers: HeaderList }

/** A public page as it left the app: its bytes, and all of its headers but the request's own id. */
export type KeptPage = {
  readonly bytes: Buffer<ArrayBuffer>
  readonly headers: HeaderList
  /** The headers for whoever has these bytes already. */
  readonly unchanged: HeaderList
  readonly etag: string
  readonly route: string
  readonly revision: string
  /** Some of what a page shows changes with time alone, such as how many days are left. */
  readonly until: number
  /** The same in the codings that were asked for; some tenths of its size, and let go with it. */
  readonly coded: Map<Coding, Packed>
}

export type KeptPages = {
  readonly get: (key: string, revision: string, now: number) => KeptPage | undefined
  /** The page as it was made under that name of the database, whatever has changed with time alone. */
  readonly stale: (key: string, revision: string) => KeptPage | undefined
  readonly put: (key: string, page: KeptPage) => void
}

/** Keeps the pages that were asked for last, within so many bytes in all. */
export function keptPages(most = 32 * 2 ** 20): KeptPages {
  const pages = new Map<string, KeptPage>()
  let size = 0
  let newest: string | undefined
  const drop = (key: string) => {
    size -= pages.get(key)?.bytes.length ?? 0
    pages.delete(key)
  }
  return {
    get: (key, revision, now) => {
      const page = pages.get(key)
      if (page && page.revision !== revision) drop(key)
      else if (page && page.until > now) {
        // A map keeps the order in which keys were put: what is asked for goes to its end, what is not to its front.
        if (key !== newest) {
          pages.delete(key)
          pages.set(key, page)
          newest = key
        }
        return page
      }
      return undefined
    },
    stale: (key, revision) => {
      const page = pages.get(key)
      return page?.revision === revision ? page : undefined
    },
    put: (key, page) => {
      drop(key)
      if (page.bytes.length > most / 8) return
      pages.set(key, page)
      newest = key
      size += page.bytes.length
      for (const [oldest] of pages) {
        if (size <= most) break
        drop(oldest)
      }
    },
  }
}
