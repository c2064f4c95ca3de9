import { sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { type Browser, testApp } from "../../support/app.ts"
import { makeDistrict, seatCodes } from "../../support/district.ts"
import { type FoundForm, formsOf } from "../../support/pages.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"
import { hasParameters, patternFinder, type Route, routesOf } from "../../support/routes.ts"
import { foreignRows } from "./foreign.ts"

/** What a path of a route may be made of: ids by the word that stands before them, and the names of everything. */
export type Places = ReadonlyMap<string, { readonly near: readonly string[]; readonly far: readonly string[] }>

/** A city whose one district does everything and whose other district nobody may touch. */
export async function makeWorld(db: Db) {
  const city = await makeUnit(db, "江城市总工会")
  await makeOfficer(db, city, "administrator")
  const far = await makeDistrict(db, city, "东山", "2")
  const foreign = await foreignRows(db)
  const near = await makeDistrict(db, city, "临江")
  const head = await makeOfficer(db, near.host, "administrator")
  const { app, browser, as } = testApp(db)
  const tablet = async (role: keyof typeof seatCodes): Promise<Browser> => {
    const one = browser()
    const { status } = await one.post("/judge/", { code: seatCodes[role] })
    if (status !== 303) throw new Error(`the ${role} was not let in`)
    return one
  }
  const tablets = {
    judge: await tablet("judge"),
    scorekeeper: await tablet("scorekeeper"),
    headJudge: await tablet("head_judge"),
  }
  const accounts = [head, near.officer, near.only, near.honours, near.operator, near.auditor]
  /** Sessions end by what is sent: everybody signs in again from time to time. */
  const visitors = async () => [
    browser(),
    ...Object.values(tablets),
    ...(await Promise.all(accounts.map((account) => as(account)))),
  ]
  const routes = routesOf(app)
  return { app, routes, visitors, foreign, places: await placesOf(db, near, far) }
}

type District = Awaited<ReturnType<typeof makeDistrict>>

/** Every table's ids by the word of its addresses, parted by whose they are. */
async function placesOf(db: Db, near: District, far: District): Promise<Places> {
  const names = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.columns
        where table_schema = 'public' and column_name = 'id' and data_type = 'integer'`,
  )
  const places = new Map<string, { near: string[]; far: string[] }>()
  for (const { name } of names) {
    const ids = await db.execute<{ id: number }>(sql`select id from ${sql.identifier(name)} order by id`)
    const all = ids.map(({ id }) => `${id}`)
    // The far district was made first: its ids are the lower ones.
    const half = Math.ceil(all.length / 2)
    places.set(name.replaceAll("_", "-"), { near: all.slice(half), far: all.slice(0, half) })
  }
  const alias = (word: string, table: string) => places.set(word, places.get(table) ?? { near: ["1"], far: ["1"] })
  alias("register", "register-entries")
  alias("conferrals", "result-versions")
  places.set("contest-slug", { near: [near.open.contest.slug], far: [far.open.contest.slug] })
  places.set("honour-slug", { near: [near.honour.slug], far: [far.honour.slug] })
  return places
}

/** The forms of every page that anybody here may open, by the route that they are sent to. */
export async function formsByRoute(
  routes: readonly Route[],
  visitors: readonly Browser[],
  pathsOf: (pattern: string) => readonly string[],
): Promise<Map<string, FoundForm[]>> {
  const patternOf = patternFinder(routes.flatMap(({ method, pattern }) => (method === "POST" ? [pattern] : [])))
  const found = new Map<string, Map<string, FoundForm>>()
  for (const { method, pattern } of routes) {
    if (method !== "GET" || pattern.startsWith("/static")) continue
    for (const path of hasParameters(pattern) ? pathsOf(pattern) : [pattern])
      for (const visitor of visitors)
        for (const form of formsOf(await visitor.text(path), path)) {
          const route = patternOf(form.action.split("?")[0] as string)
          const forms = found.get(route) ?? new Map()
          forms.set(Object.keys(form.fields).join(), form)
          found.set(route, forms)
        }
  }
  return new Map([...found].map(([route, forms]) => [route, [...forms.values()]]))
}
