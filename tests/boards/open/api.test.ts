import { Validator } from "@seriousme/openapi-schema-validator"
import { Ajv2020 } from "ajv/dist/2020.js"
import formats from "ajv-formats"
import fc from "fast-check"
import { expect, test } from "vitest"
import { document } from "#boards/open/routes.ts"
import { openCity } from "./world.ts"

const { browser, anew, people, works, decisionId, showMarks, city } = await openCity()
const visitor = browser()
const event = "/contests/skills/events/fitter"

const ajv = new Ajv2020({ strict: false })
formats.default(ajv)
ajv.addSchema({ $id: "doc", ...(JSON.parse(JSON.stringify(document)) as object) })

/** What an address answers, held against what the description says of it. */
async function asked(template: string, path: string, status = 200, by = visitor) {
  const answer = await by.get(`/api/v1${path}`)
  const type = status === 200 ? "application/json" : "application/problem+json"
  expect([path, answer.status, answer.headers.get("Content-Type")?.split(";")[0]]).toEqual([path, status, type])
  const place = ["paths", `/api/v1${template}`, "get", "responses", `${status}`, "content", type, "schema"]
  const pointer = place.map((one) => one.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")
  const body = await answer.json()
  const check = ajv.compile({ $ref: `doc#/${pointer}` })
  expect([path, check(body), check.errors]).toEqual([path, true, null])
  return body
}

test("the description is OpenAPI 3.1, is served, and has a page of ours", async () => {
  const checked = await new Validator().validate(JSON.parse(JSON.stringify(document)))
  expect([checked.valid, checked.errors]).toEqual([true, undefined])
  expect(await (await visitor.get("/api/v1/openapi.json")).json()).toEqual(JSON.parse(JSON.stringify(document)))
  const page = await visitor.text("/api")
  for (const path of Object.keys(document.paths ?? {})) expect(page).toContain(`<code>${path}</code>`)
  for (const name of Object.keys(document.components?.schemas ?? {}))
    expect(page).toContain(`id="${name.toLowerCase()}"`)
})

const samples: [string, string][] = [
  ["/entries", "/entries"],
  ["/honours", "/honours?year=2026"],
  ["/people", "/people"],
  ["/people/{id}", `/people/${people[0]?.id}`],
  ["/units", "/units"],
  ["/units/{id}", `/units/${works.id}`],
  ["/decisions", "/decisions"],
  ["/decisions/{id}", `/decisions/${decisionId}`],
  ["/notices", "/notices"],
  ["/contests", "/contests"],
  ["/contests/{contest}", "/contests/skills"],
  ["/contests/{contest}/events/{event}/result", `${event}/result`],
]

test("every address answers as it is described, with an ETag that spares the next answer, to any origin", async () => {
  await showMarks(true)
  const bundle: [string, string] = ["/contests/{contest}/events/{event}/bundle", `${event}/bundle`]
  const all = [...samples, bundle]
  expect(all.map(([template]) => `/api/v1${template}`).sort()).toEqual(Object.keys(document.paths ?? {}).sort())
  for (const [template, path] of all) {
    await asked(template, path)
    const answer = await visitor.get(`/api/v1${path}`)
    const etag = answer.headers.get("ETag") ?? ""
    expect([path, answer.headers.get("Access-Control-Allow-Origin"), etag.length > 10]).toEqual([path, "*", true])
    const again = await visitor.ask(`/api/v1${path}`, { headers: { "If-None-Match": etag } })
    expect([path, again.status, await again.text()]).toEqual([path, 304, ""])
  }
})

test("what is not there or cannot be asked is said to machines in their own way", async () => {
  await asked("/people/{id}", "/people/99999", 404)
  await asked("/people/{id}", "/people/x", 400)
  await asked("/entries", "/entries?year=soon", 400)
  await asked("/entries", "/entries?colour=red", 400)
  await asked("/entries", "/entries?cursor=12", 400)
  await asked("/units/{id}", `/units/${city.id}`, 404)
  await asked("/contests/{contest}/events/{event}/result", `${event}/result?version=7`, 404)
  await showMarks(false)
  await asked("/contests/{contest}/events/{event}/bundle", `${event}/bundle`, 404, anew())
  expect(await asked("/contests/{contest}/events/{event}/result", `${event}/result`, 200, anew())).toMatchObject({
    bundle: null,
  })
  const nothing = await visitor.get("/api/v1/nothing")
  expect([nothing.status, nothing.headers.get("Content-Type")]).toEqual([404, "application/problem+json"])
})

test("stretches of any length give every line once, under every filter as many as the board counts", async () => {
  const all = (await asked("/entries", "/entries")).items.map(({ id }: { id: number }) => id)
  expect(all).toHaveLength(5)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), async (limit) => {
      const seen: number[] = []
      let next: string | null = null
      do {
        const path: string = `/entries?limit=${limit}${next ? `&cursor=${next}` : ""}`
        const stretch = await asked("/entries", path)
        seen.push(...stretch.items.map(({ id }: { id: number }) => id))
        next = stretch.next
      } while (next)
      expect(seen).toEqual(all)
    }),
    { numRuns: 12 },
  )
  for (const [query, count] of [
    ["year=2026", 2],
    ["honour=model", 2],
    [`unit=${works.id}`, 3],
    ["q=丙三", 1],
    ["kind=unit", 0],
    [`year=2024&unit=${works.id}`, 1],
  ] as const)
    expect([query, (await asked("/entries", `/entries?${query}`)).items.length]).toEqual([query, count])
})

test("nothing personal is told beside name, unit and honour", async () => {
  const { items } = await asked("/people", "/people")
  for (const one of items) expect(Object.keys(one).sort()).toEqual(["id", "name", "unit"])
})
