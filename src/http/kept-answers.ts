import { parse } from "hono/utils/cookie"
import { codingIn, type Encode } from "./encoding.ts"
import type { HeaderList, KeptPage } from "./kept-pages.ts"
import { preferencesIn } from "./preferences.ts"

/** What is looked at in a request, wherever it came from, to answer it with a kept page. */
export type Asked = {
  readonly method: string
  readonly url: string
  readonly cookie: string | undefined
  readonly seen: string | undefined
  /** The codings that the client takes. */
  readonly takes: string | undefined
}

export type KeptAnswer = {
  readonly status: 200 | 304
  readonly headers: string[]
  readonly bytes: KeptPage["bytes"] | null
}

const longestAddress = 512

export const askedOf = ({ method, url, headers }: Request): Asked => ({
  method,
  url,
  cookie: headers.get("Cookie") ?? undefined,
  seen: headers.get("If-None-Match") ?? undefined,
  takes: headers.get("Accept-Encoding") ?? undefined,
})

/** What the bytes of a page depend on besides the database; nothing where a session might stand behind the request. */
export function keyOf({ method, url, cookie }: Asked): string | undefined {
  if (method !== "GET" || url.length > longestAddress) return undefined
  if (cookie === undefined) return `${url} zh-CN normal light`
  const parsed = parse(cookie)
  return "sid" in parsed || "__Host-sid" in parsed ? undefined : `${url} ${preferencesIn(parsed)}`
}

export function answerOf(page: KeptPage, { seen, takes }: Asked, requestId: string, encode?: Encode): KeptAnswer {
  if (seen && matches(seen, page.etag))
    return { status: 304, bytes: null, headers: [...page.unchanged, "X-Request-Id", requestId] }
  const { bytes, headers } = encode && takes ? packed(page, takes, encode) : page
  return { status: 200, bytes, headers: [...headers, "X-Request-Id", requestId] }
}

/** The page as the client takes it; packed once, when the first asks for it so. Its tag says that it means the same, not that it is the same bytes. */
function packed(page: KeptPage, takes: string, encode: Encode): Pick<KeptPage, "bytes" | "headers"> {
  const coding = codingIn(takes, page.bytes.length)
  if (!coding) return page
  const known = page.coded.get(coding)
  if (known) return known
  const bytes = encode(page.bytes, coding, false)
  const own = { "content-length": `${bytes.length}`, "content-encoding": coding, etag: `W/${page.etag}` }
  const others = new Map(pairsOf(page.headers).filter(([name]) => !(name.toLowerCase() in own)))
  const made = { bytes, headers: [...others, ...Object.entries(own)].flat() }
  page.coded.set(coding, made)
  return made
}

const pairsOf = (list: HeaderList): [string, string][] =>
  list.flatMap((name, at) => (at % 2 === 0 ? [[name, list[at + 1] ?? ""] as [string, string]] : []))

export function responseOf({ status, headers, bytes }: KeptAnswer): Response {
  const answer = new Response(bytes, { status })
  for (let at = 0; at < headers.length; at += 2) answer.headers.set(headers[at] ?? "", headers[at + 1] ?? "")
  return answer
}

const matches = (seen: string, etag: string): boolean =>
  seen === etag || seen.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === etag)
