import { XMLParser, XMLValidator } from "fast-xml-parser"
import { parse } from "parse5"
import { expect, test } from "vitest"
import { origin } from "../../support/app.ts"
import { openCity } from "../open/world.ts"

const { browser, people, works, mill, decisionId } = await openCity()
const visitor = browser()
const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => ["url", "sitemap", "entry"].includes(name) })

async function xmlOf(path: string, type: string) {
  const answer = await visitor.get(path)
  expect([path, answer.status, answer.headers.get("Content-Type")]).toEqual([path, 200, `${type}; charset=utf-8`])
  const text = await answer.text()
  expect([path, XMLValidator.validate(text)]).toEqual([path, true])
  return parser.parse(text)
}

test("the feed tells of decisions and results, the newest first, each by an address that answers", async () => {
  const { feed } = await xmlOf("/feed.atom", "application/atom+xml")
  expect(feed.id).toBe(`${origin}/feed.atom`)
  const paths = feed.entry.map((one: { id: string }) => one.id.replace(origin, ""))
  expect(paths).toEqual(["/contests/skills/fitter?version=1", `/decisions/${decisionId}`])
  const times = feed.entry.map((one: { updated: string }) => one.updated)
  expect([times.toSorted().toReversed(), feed.updated]).toEqual([times, times[0]])
  for (const path of paths) expect((await visitor.get(path)).status).toBe(200)
  const page = await visitor.text("/honours")
  expect(page).toContain('type="application/atom+xml"')
})

test("the map of the site leads by its parts to every public page, and each answers", async () => {
  const { sitemapindex } = await xmlOf("/sitemap.xml", "application/xml")
  const found: string[] = []
  for (const { loc } of sitemapindex.sitemap) {
    const { urlset } = await xmlOf(loc.replace(origin, ""), "application/xml")
    for (const one of urlset.url) found.push(one.loc.replace(origin, ""))
  }
  expect(new Set(found).size).toBe(found.length)
  const needed = ["/", "/honours/medal", "/contests/skills", "/contests/skills/fitter", `/decisions/${decisionId}`]
  for (const path of [...needed, `/people/${people[0]?.id}`, `/units/${works.id}`, `/units/${mill.id}`])
    expect(found).toContain(path)
  for (const path of found) expect([path, (await visitor.get(path)).status]).toEqual([path, 200])
  for (const path of ["/sitemaps/people-9.xml", "/sitemaps/x.xml"]) expect((await visitor.get(path)).status).toBe(404)
  expect(await visitor.text("/robots.txt")).toContain(`Sitemap: ${origin}/sitemap.xml`)
})

type Node = { tagName?: string; attrs?: { name: string; value: string }[]; childNodes?: Node[]; value?: string }
const all = (node: Node): Node[] => [node, ...(node.childNodes ?? []).flatMap(all)]
const attribute = (node: Node, name: string) => node.attrs?.find((one) => one.name === name)?.value

async function headOf(path: string) {
  const nodes = all(parse(await visitor.text(path)) as unknown as Node)
  const link = (rel: string, lang?: string) =>
    nodes.find((one) => attribute(one, "rel") === rel && (!lang || attribute(one, "hreflang") === lang))
  const data = nodes.find((one) => attribute(one, "type") === "application/ld+json")
  const meta = (name: string) =>
    nodes.find((one) => [attribute(one, "property"), attribute(one, "name")].includes(name))
  return {
    canonical: attribute(link("canonical") as Node, "href"),
    english: attribute(link("alternate", "en") as Node, "href"),
    title: attribute(meta("og:title") as Node, "content"),
    image: attribute(meta("og:image") as Node, "content"),
    description: attribute(meta("description") as Node, "content"),
    graph: data ? JSON.parse(data.childNodes?.[0]?.value ?? "")["@graph"] : [],
  }
}

test("pages say in their heads what they are, once for every language, to whoever shares or reads them by program", async () => {
  const person = people[1]
  const path = `/people/${person?.id}`
  const head = await headOf(`${path}?text=large`)
  expect([head.canonical, head.english]).toEqual([`${origin}${path}`, `${origin}${path}?lang=en`])
  expect((await headOf(`${path}?lang=en`)).canonical).toBe(`${origin}${path}?lang=en`)
  expect(head.title).toContain("=乙二")
  expect(head.description?.length).toBeGreaterThan(10)
  expect((await visitor.get(head.image?.replace(origin, "") ?? "")).headers.get("Content-Type")).toBe("image/png")
  expect(head.graph[0]).toMatchObject({ "@type": "Person", name: "=乙二", award: ["2026 江城市五一劳动奖章"] })
  expect(head.graph[1]["@type"]).toBe("BreadcrumbList")
  const types = []
  for (const one of ["/", "/contests/skills", "/honours/medal", `/units/${works.id}`])
    types.push((await headOf(one)).graph[0]["@type"])
  expect(types).toEqual(["WebSite", "Event", "Dataset", "Organization"])
})
