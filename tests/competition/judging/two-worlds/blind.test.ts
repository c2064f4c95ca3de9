import { expect, test } from "vitest"
import { differences, judgeRoutes, playScript, type Told } from "./script.ts"
import { type Identity, worldOf } from "./world.ts"

const river: Identity = { names: "江", codes: ["A001", "A002"], strangers: 0 }
/** Other names, sorted the other way round, and numbers of people, units and entries of their own. */
const lake: Identity = { names: "湖畔", codes: ["A002", "A001"], strangers: 3 }

const first = await worldOf(river)
const told = await playScript(first)

test("two worlds that differ only in who competes answer every judge with the same bytes", async () => {
  expect(differences(told, await playScript(await worldOf(lake)))).toEqual([])
})

test("the script comes to every address of the judges' side, and to every kind of answer", () => {
  const routes = judgeRoutes(first.app)
  expect(routes).toContain("GET /judge/session")
  expect(routes).toContain("POST /judge/operations")
  expect(routes).toContain("GET /judge/entries/A001/finish")
  const statuses = new Set(told.map(({ status }) => status))
  expect([200, 303, 401, 404, 409, 422].filter((status) => !statuses.has(status))).toEqual([])
  const outcomes = told.flatMap(({ body }) => [...body.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code))
  const wanted = ["saved", "stale", "not_found", "called", "locked", "operation_reused", "other_seat"]
  expect(wanted.filter((code) => !outcomes.includes(code))).toEqual([])
})

test("nothing of any entrant stands in the answers, though it does in the database", async () => {
  const text = told.map(({ body, headers }) => Buffer.from(headers + body, "latin1").toString("utf8")).join("")
  expect(text).toContain("焊缝均匀")
  for (const word of ["江某", "江钢厂", "江城总工会"]) expect(text).not.toContain(word)
})

test("a name where a judge reads is found, and so is an order that follows the names", async () => {
  const leaky = (identity: Identity) => worldOf({ ...identity, descriptor: `${identity.names}钢厂的焊缝` })
  const found = differences(await playScript(await leaky(river)), await playScript(await leaky(lake)))
  expect(found).toContain("J1: GET /judge/entries/A001/finish : body")
  expect(found).toContain("J2: GET /judge/session : body")
  const turned = (list: readonly Told[], codes: readonly string[]) =>
    list.map((one) => ({ ...one, body: one.body.replaceAll("A001", `${codes[0]}`) }))
  expect(differences(turned(told, river.codes), turned(told, lake.codes)).length).toBeGreaterThan(10)
})
