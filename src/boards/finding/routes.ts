import { Hono } from "hono"
import { listHonours } from "#boards/board/queries.ts"
import type { C, Env } from "#http/env.ts"
import { notFound } from "#http/show.ts"
import type { Template } from "#render/template.ts"
import { type Address, contestAddresses, mapped, newestFirst } from "./addresses.ts"
import { feedPage, mapPage, mapsPage } from "./pages.ts"
import {
  contestPages,
  type Holders,
  holdersIn,
  newestDecisions,
  newestNotices,
  newestResults,
  partsOf,
} from "./queries.ts"

const xml = <Shape extends object>(c: C, type: string, page: Template<Shape>, shape: Shape): Response =>
  c.body(c.var.render(c.var.view, page, shape).trimStart(), 200, { "Content-Type": `${type}; charset=utf-8` })

/** What became public last: decisions, notices and results. */
async function feed(c: C): Promise<Response> {
  const { scope, view } = c.var
  const { t, lang } = view
  const words = ({ zh, en }: { zh: string; en: string }) => (lang === "en" ? en || zh : zh || en)
  const decisions = (await newestDecisions(scope)).map(({ id, number, title, at }) => ({
    ...{ path: `/decisions/${id}`, title: t("open.feed.decision", { number }), text: title, at },
  }))
  const notices = (await newestNotices(scope)).map(({ id, title, unit, firstDay, lastDay, at }) => ({
    ...{
      path: `/notices/${id}`,
      title: t("open.feed.notice", { title }),
      text: `${unit} ${firstDay} - ${lastDay}`,
      at,
    },
  }))
  const results = (await newestResults(scope)).map(({ slug, code, number, reason, contest, event, at }) => ({
    path: `/contests/${slug}/${code}?version=${number}`,
    title: t(`open.feed.${number > 1 ? "correction" : "result"}`, { contest: words(contest), event: words(event) }),
    ...{ text: reason, at },
  }))
  const entries = newestFirst([...decisions, ...notices, ...results])
  const updated = entries[0]?.at ?? new Date(0)
  return xml(c, "application/atom+xml", feedPage, { entries, updated })
}

const kinds: readonly Holders[] = ["people", "units"]

/** The map of the site in parts, so that none of them is too long for whoever reads it. */
async function maps(c: C): Promise<Response> {
  const { scope, origin } = c.var
  const parts = []
  for (const kind of kinds) for (const part of await partsOf(scope, kind)) parts.push(`${kind}-${part}`)
  const paths = ["pages", ...parts].map((name) => ({ path: `/sitemaps/${name}.xml` }))
  return xml(c, "application/xml", mapsPage, { urls: mapped(origin, paths) })
}

async function pages({ scope }: C["var"]): Promise<Address[]> {
  const fixed = ["/", "/honours", "/contests", "/notices", "/statistics", "/api", "/accessibility"].map((path) => ({
    path,
  }))
  const honours = (await listHonours(scope)).map(({ slug }) => ({ path: `/honours/${slug}` }))
  const decisions = (await newestDecisions(scope, 5_000)).map(({ id, at }) => ({ path: `/decisions/${id}`, at }))
  const notices = (await newestNotices(scope, 2_000)).map(({ id, at }) => ({ path: `/notices/${id}`, at }))
  return [...fixed, ...honours, ...contestAddresses(await contestPages(scope)), ...decisions, ...notices]
}

async function map(c: C, name: string): Promise<Response> {
  const [, kind, part] = /^(people|units)-(0|[1-9]\d{0,5})$/.exec(name) ?? []
  const { scope, origin } = c.var
  const urls =
    name === "pages"
      ? await pages(c.var)
      : kind === undefined
        ? []
        : (await holdersIn(scope, kind as Holders, Number(part))).map(({ id, at }) => ({ path: `/${kind}/${id}`, at }))
  if (urls.length === 0) return notFound(c)
  return xml(c, "application/xml", mapPage, { urls: mapped(origin, urls) })
}

/** Offices, seats and endless choices of filters are nobody's to crawl; boards, people and results are. */
const robots = (origin: string): string =>
  [
    "User-agent: *",
    ...["/manage", "/judge", "/sign-in", "/search", "/data/", "/api/v1/", "/*?*q=", "/*?*order="].map(
      (path) => `Disallow: ${path}`,
    ),
    `Sitemap: ${origin}/sitemap.xml`,
    "",
  ].join("\n")

/** By which others find what is public. */
export const findingRoutes = new Hono<Env>()
  .get("/feed.atom", feed)
  .get("/sitemap.xml", maps)
  .get("/sitemaps/:part{[a-z0-9-]+\\.xml}", (c) => map(c, c.req.param("part").replace(/\.xml$/, "")))
  .get("/robots.txt", (c) => c.text(robots(c.var.origin)))
