import fc from "fast-check"
import type { FoundForm } from "../../support/pages.ts"
import type { Route } from "../../support/routes.ts"
import { planted } from "./markup.ts"
import { headers, json, payloads, strangeKey, text } from "./values.ts"
import type { Places } from "./world.ts"

export type Shot = {
  readonly route: Route
  readonly path: string
  readonly method: string
  /** Counted from the visitors of the world. */
  readonly visitor: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}
type Body = { readonly type: string | undefined; readonly content: BodyInit | undefined; readonly what: string }

const trash = text.map((value) => encodeURIComponent(value.toWellFormed()).slice(0, 600) || "x")
const broken = fc.constantFrom(
  "%00",
  "%E0%A4%A",
  "%ED%A0%80",
  "..",
  "%2e%2e%2f",
  "1%00",
  "-1",
  "0",
  "99999999999999999999",
)

/** A path of a route: mostly of what is near, sometimes of what is another's, sometimes of nothing at all. */
function pathOf({ pattern }: Route, places: Places): fc.Arbitrary<string> {
  const parts = pattern.split("/").map((part, at, all): fc.Arbitrary<string> => {
    if (!part.startsWith(":")) return fc.constant(part)
    const before =
      all
        .slice(0, at)
        .filter((one) => !one.startsWith(":"))
        .at(-1) ?? ""
    const word = part.startsWith(":slug") ? `${before.replace(/s$/, "")}-slug` : before
    const known = places.get(word)
    const { near, far } = known && known.near.length > 0 ? known : { near: ["A01", "practice", "1"], far: ["2", "A02"] }
    return fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...near) },
      { weight: 4, arbitrary: fc.constantFrom(...(far.length > 0 ? far : near)) },
      { weight: 1, arbitrary: trash },
      { weight: 1, arbitrary: broken },
    )
  })
  return fc.tuple(...parts).map((made) => made.join("/"))
}

/** Fields of a form with some of them replaced, left out, repeated or joined by strangers. */
function fieldsOf(forms: readonly FoundForm[], names: readonly string[], ids: readonly string[]) {
  const value = fc.oneof({ weight: 5, arbitrary: text }, { weight: 2, arbitrary: fc.constantFrom(...ids) })
  const base: fc.Arbitrary<[string, string][]> =
    forms.length > 0
      ? fc.constantFrom(...forms).map(({ fields }) => Object.entries(fields))
      : fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 8 })
  const replaced = fc.array(fc.tuple(fc.nat(60), value), { maxLength: 4 })
  const more = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), strangeKey), value), { maxLength: 2 })
  const repeat = fc.constantFrom(0, 0, 0, 0, 1, 40)
  const drop = fc.constantFrom(0, 0, 0, 1, 2)
  return fc.tuple(base, replaced, more, repeat, drop).map(([pairs, changes, strangers, times, leftOut]) => {
    const made = pairs.map(([name, old]): [string, string] => [name, old])
    for (const [at, changed] of changes) {
      const pair = made[at % Math.max(1, made.length)]
      if (pair) pair[1] = changed
    }
    const repeated = Array.from({ length: times }, () => made).flat()
    return [...made.slice(leftOut), ...repeated.slice(0, 200), ...strangers]
  })
}

type Pairs = [string, string][]
const urlencoded = (pairs: Pairs) => new URLSearchParams(pairs).toString()
const formType = "application/x-www-form-urlencoded"
const huge = new Uint8Array(10 * 2 ** 20).fill(120)

function multipart(pairs: Pairs, file: string): FormData {
  const data = new FormData()
  for (const [name, value] of pairs) data.append(name, value)
  for (const name of ["sheet", "file"]) data.append(name, new File([file], `${planted}"><.xlsx`))
  return data
}

const part = `--x\r\nContent-Disposition: form-data; name="sheet"; filename="${planted}.csv"\r\n\r\na,b`
const truncated = [
  "",
  "--x",
  part.slice(0, 50),
  part,
  `${part}\r\n--x`,
  part.replace('name="sheet"', 'name="__proto__"'),
]
const types = ["text/plain", "application/xml", "multipart/form-data", "application/json; charset=utf-7", "x", ""]

/** What a browser, a script or a broken proxy may send as the body of a change. */
function bodyOf(pattern: string, fields: fc.Arbitrary<Pairs>): fc.Arbitrary<Body> {
  const as = (what: string, type: string | undefined) => (content: BodyInit | undefined) => ({ type, content, what })
  const operation = fc.record({
    id: fc.oneof(fc.uuid(), text),
    entry: fc.oneof(fc.constantFrom("A01", "A02"), text),
    slot: fc.oneof(fc.constantFrom("practice", "theory", "value:minutes"), text),
    value: fc.oneof(fc.constantFrom("88", null), text, fc.constantFrom(1.5, {}, [])),
    seenVersion: fc.oneof(fc.nat(3), fc.constantFrom(-1, 1.5, "1", null, 1e300)),
  })
  const operations = fc.array(operation, { maxLength: 3 }).map((list) => JSON.stringify({ operations: list }))
  const object = fields.map((pairs) => JSON.stringify(Object.fromEntries(pairs)))
  return fc.oneof(
    { weight: 250, arbitrary: fields.map(urlencoded).map(as("form", formType)) },
    {
      weight: 40,
      arbitrary: fc.tuple(fields, text).map(([pairs, file]) => as("files", undefined)(multipart(pairs, file))),
    },
    {
      weight: pattern.includes("operations") ? 300 : 10,
      arbitrary: operations.map(as("operations", "application/json")),
    },
    { weight: 20, arbitrary: object.map(as("object", "application/json")) },
    { weight: 20, arbitrary: json.map(as("json", "application/json")) },
    {
      weight: 20,
      arbitrary: fc.constantFrom(...truncated).map(as("broken multipart", "multipart/form-data; boundary=x")),
    },
    {
      weight: 20,
      arbitrary: fc
        .tuple(fields, fc.constantFrom(...types))
        .map(([pairs, type]) => as(`as ${type}`, type || "x/y")(urlencoded(pairs))),
    },
    {
      weight: 15,
      arbitrary: fc.constantFrom("a=%E0%A4%A&%zz=1&version=%", "&&&===", "=&=", "%00=%00").map(as("escapes", formType)),
    },
    {
      weight: 10,
      arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => as("bytes", formType)(new Uint8Array(bytes))),
    },
    { weight: 10, arbitrary: fc.constant(as("nothing", undefined)(undefined)) },
    { weight: 1, arbitrary: fc.constantFrom(formType, "application/json").map((type) => as("10 MB", type)(huge)) },
  )
}

const parameters =
  "page size name q unit person honour year state title version role template code slot under from next done sort"

const query: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constant("") },
  {
    weight: 5,
    arbitrary: fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...parameters.split(" ")), strangeKey), trash), {
        minLength: 1,
        maxLength: 4,
      })
      .map((pairs) => `?${pairs.map(([name, value]) => `${name}=${value}`).join("&")}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "?%",
      "?a=%E0%A4%A",
      `?q=${"桂".repeat(5_000)}`,
      "?page=1&page=2",
      `?${"a&".repeat(5_000)}`,
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...payloads)
      .map((value) => `?q=${encodeURIComponent(value)}&next=${encodeURIComponent(value)}`),
  },
)

/** Mostly somebody who may have business there; the world lists the public first, then three tablets, then accounts. */
function visitorOf({ pattern }: Route, visitors: number): fc.Arbitrary<number> {
  const everybody = fc.nat(visitors - 1)
  const able = pattern.startsWith("/manage")
    ? fc.integer({ min: 4, max: visitors - 1 })
    : pattern.startsWith("/judge")
      ? fc.integer({ min: 1, max: 3 })
      : everybody
  return fc.oneof({ weight: 9, arbitrary: able }, { weight: 2, arbitrary: everybody })
}

/** Requests to every route of the app alike, by everybody. */
export function shots(
  routes: readonly Route[],
  forms: ReadonlyMap<string, readonly FoundForm[]>,
  places: Places,
  visitors: number,
): fc.Arbitrary<Shot> {
  const names = [...new Set([...forms.values()].flat().flatMap(({ fields }) => Object.keys(fields)))].filter(Boolean)
  const ids = [...places.values()].flatMap(({ near, far }) => [...near.slice(0, 3), ...far.slice(0, 3)])
  const ofRoute = (route: Route): fc.Arbitrary<Shot> => {
    const fields = fieldsOf(forms.get(route.pattern) ?? [], names, ids)
    const none: Body = { type: undefined, content: undefined, what: "" }
    const method = fc.oneof(
      { weight: 30, arbitrary: fc.constant(route.method) },
      { weight: 1, arbitrary: fc.constantFrom("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "QUERY") },
    )
    return fc
      .tuple(
        fc.tuple(pathOf(route, places), query).map((parts) => parts.join("")),
        method,
        visitorOf(route, visitors),
        headers,
      )
      .chain(([path, verb, visitor, sent]) =>
        (["GET", "HEAD"].includes(verb) ? fc.constant(none) : bodyOf(route.pattern, fields)).map((body) => {
          return { route, path, method: verb, visitor, headers: sent, body }
        }),
      )
  }
  // A change can go wrong in more ways than a page.
  return fc.oneof(...routes.map((route) => ({ weight: route.method === "GET" ? 1 : 2, arbitrary: ofRoute(route) })))
}
