import { createServer } from "node:http"
import { join } from "node:path"
import postgres from "postgres"
import { honourFacets, placeFacets } from "#boards/board/facets.ts"
import { addressOf, unfiltered } from "#boards/board/filter.ts"
import { grouped } from "#boards/board/groups.ts"
import { holderOf, sourceOf } from "#boards/board/links.ts"
import { partsOf } from "#boards/board/parts.ts"
import { boardPage } from "#boards/honours/pages.ts"
import { assetsFromDisk } from "#files/assets-from-disk.ts"
import { assetUrl } from "#http/assets.ts"
import { translator } from "#i18n/translate.ts"
import { compileViews } from "#render/compile.ts"
import { createRender } from "#render/engine.ts"
import { viewsFromDisk } from "#render/views-from-disk.ts"
import { answering } from "./children.ts"

/** A page as the app answered it, to be answered again by a server that does nothing else. */
export type BareStart = {
  readonly url: string
  readonly slug: string
  readonly issuer: string
  /** That of the server it stands beside: pages name their own address. */
  readonly origin: string
  readonly page: { readonly headers: Record<string, string>; readonly body: string }
}

const root = join(import.meta.dirname, "../../..")
const render = createRender(compileViews(viewsFromDisk(join(root, "views"))))
const asset = assetUrl(assetsFromDisk(join(root, "static")))

type SQLPart = postgres.PendingQuery<postgres.Row[]>

/** What the app asks for a board, in SQL by hand, one after another as a handler would. */
async function readBoard(sql: postgres.Sql, slug: string, now: Date) {
  const [honour] = await sql`
    select id, slug, title_zh as "titleZh", title_en as "titleEn", level, recipient_kind as "recipientKind",
      conferred_by as "conferredBy", conferring_unit_id as "conferringUnitId", rank, version
    from honours where slug = ${slug}`
  const id = honour?.id
  const visible = sql`visible_from <= ${now} and revoked_at is null`
  const decisions = await sql`
    select document_number as "documentNumber", decided_on as "decidedOn", decision_id as "decisionId", year,
      count(*)::int as count
    from register_entries where honour_id = ${id} and ${visible}
    group by document_number, decided_on, decision_id, year
    order by year desc nulls last, decided_on desc, document_number`
  const honours = await sql`select id, slug, level, recipient_kind as "recipientKind", title_zh as "titleZh",
    title_en as "titleEn" from honours order by rank, id`
  const districts = await sql`select id, name, short_name as "shortName", path from units
    where kind = 'federation' and level = 'district' order by sort_stroke, id`
  const byHonour = await sql`select honour_id as "honourId", year, count(*)::int as count
    from register_entries where honour_id = ${id} and ${visible} group by honour_id, year`
  const place = async (district: SQLPart, section: SQLPart) => sql`
    select c.district as id, c.section, sum(c.count)::int as count from board_counts c
    join register_rolls r on r.id = c.roll_id where r.honour_id = ${id} and ${district} and ${section}
    and c.visible_from <= ${now} group by 1, 2`
  const units = await sql`select u.id, u.name, count(*)::int as count
    from register_entries e join units u on u.id = e.unit_id where honour_id = ${id} and ${visible}
    group by u.id order by count desc, u.id limit 40`
  const byPlace = {
    districts: await place(sql`c.district > 0`, sql`c.section = '*'`),
    sections: await place(sql`c.district = -1`, sql`c.section <> '*'`),
    units,
  }
  const grades = await sql`
    select ${id}::int as "honourId", ${honour?.slug} as slug, ${honour?.recipientKind} as kind,
      json_build_object('zh', ${honour?.titleZh}::text, 'en', ${honour?.titleEn}::text) as title, year, year_to as "yearTo", grade_rank as "gradeRank", json_build_object('zh', grade_zh, 'en', grade_en) as grade,
      count(*)::int as count
    from register_entries e left join units u on u.id = e.unit_id where honour_id = ${id} and ${visible}
    group by year, year_to, grade_rank, grade_zh, grade_en
    order by year desc nulls last, year_to, grade_rank, grade_zh, grade_en`
  const lines = await sql`
    select e.id, e.honour_id, e.person_id, e.unit_id, h.recipient_kind, e.recipient_name, e.unit_name, e.grade_zh, e.grade_en, e.grade_rank, e.for_zh, e.for_en, e.year, e.year_to,
      e.is_posthumous, h.slug as honour_slug, h.title_zh, h.title_en, c.slug as contest_slug, v.code as event_code, p.code,
      r.number
    from register_entries e
    join honours h on h.id = e.honour_id
    left join units u on u.id = e.unit_id
    left join placings p on p.id = e.placing_id
    left join result_versions r on r.id = p.result_version_id
    left join events v on v.id = r.event_id
    left join contests c on c.id = v.contest_id and c.state <> 'draft'
    where e.honour_id = ${id} and e.visible_from <= ${now} and e.revoked_at is null
    order by e.year desc nulls last, e.year_to, e.grade_rank, e.grade_zh, e.grade_en, e.sort_stroke, e.id
    limit 100 offset 0`
  const revoked = await sql`
    select id, recipient_name as name, unit_name as "unitName", ended_on as "endedOn", ending_number as "endingNumber"
    from register_entries
    where honour_id = ${id} and revoked_at is not null and ending_shown and visible_from <= ${now}
    order by ended_on desc, id`
  return { honour, decisions, honours, districts, byHonour, byPlace, grades, lines: lines.map(lineOf), revoked }
}

const lineOf = (row: postgres.Row) => ({
  id: row.id,
  honourId: row.honour_id,
  personId: row.person_id,
  unitId: row.unit_id,
  kind: row.recipient_kind,
  name: row.recipient_name,
  unitName: row.unit_name,
  grade: { zh: row.grade_zh, en: row.grade_en },
  gradeRank: row.grade_rank,
  for: { zh: row.for_zh, en: row.for_en },
  year: row.year,
  yearTo: row.year_to,
  isPosthumous: row.is_posthumous,
  honourSlug: row.honour_slug,
  honourTitle: { zh: row.title_zh, en: row.title_en },
  contestSlug: row.contest_slug,
  eventCode: row.event_code,
  code: row.code,
  version: row.number,
})

/** The board of an address with the app's own template, and nothing between: no session, no headers worked out. */
async function boardOf(sql: postgres.Sql, { slug, issuer, origin }: BareStart, address: string): Promise<string> {
  const now = new Date()
  const { honour, decisions, grades, lines, revoked, ...rest } = await readBoard(sql, slug, now)
  const { honours, districts, byHonour, byPlace } = rest
  const total = grades.reduce((sum, grade) => sum + grade.count, 0)
  const path = address.split("?")[0] as string
  const linked = (name: string, value: string) => {
    const query = new URLSearchParams(address.split("?")[1])
    query.set(name, value)
    return `${path}?${query}`
  }
  const view = { t: translator("zh-CN"), lang: "zh-CN", here: address, path, origin, issuer, who: undefined } as const
  const look = { asset, now, largeText: false, theme: "light", takesFiles: true, contact: "" }
  const filter = { ...unfiltered, honour: slug }
  return render({ ...view, ...look }, boardPage, {
    honour,
    decisions: decisions.filter(({ decidedOn }) => decidedOn !== ""),
    revoked,
    board: {
      filter,
      fixed: ["level", "honour", "kind"],
      order: "stroke",
      path,
      chosen: [],
      reset: path,
      fileQuery: addressOf("", filter, "stroke").slice(1),
      parts: partsOf(total),
      facets: {
        ...honourFacets(honours as never, byHonour as never, filter),
        ...placeFacets(districts as never, byPlace as never, filter),
      },
      kinds: [honour?.recipientKind],
      groups: grouped(grades as never, lines as never),
      total,
      sourceOf,
      holderOf,
      inOrder: (order: string) => linked("order", order),
      pager: {
        page: 1,
        pages: Math.max(1, Math.ceil(total / 100)),
        total,
        link: (page: number) => linked("page", `${page}`),
      },
    },
  } as never)
}

async function start(given: BareStart): Promise<{ port: number }> {
  const sql = postgres(given.url, { max: 10 })
  const { headers } = given.page
  const body = Buffer.from(given.page.body, "base64")
  const { "content-type": _, ...short } = headers
  const server = createServer(async (request, response) => {
    if (request.url?.includes("?n=")) {
      const page = Buffer.from(await boardOf(sql, given, request.url))
      response.writeHead(200, { ...headers, "content-length": page.length })
      response.end(page)
    } else if (request.headers["if-none-match"] === headers.etag) {
      response.writeHead(304, short)
      response.end()
    } else {
      response.writeHead(200, { ...headers, "content-length": body.length })
      response.end(body)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  return { port: typeof address === "object" && address ? address.port : 0 }
}

answering(start)
