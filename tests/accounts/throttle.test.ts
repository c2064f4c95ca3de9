import { eq } from "drizzle-orm"
import fc from "fast-check"
import { expect, test } from "vitest"
import { deviceToken, familiarDevice } from "#accounts/familiar.ts"
import { codeLanes, lanesOf, type Visitor } from "#accounts/lanes.ts"
import { policies } from "#accounts/policy.ts"
import { giveBack, isFamiliar, release, remember, take } from "#accounts/throttle.ts"
import { throttles } from "#db/schema/index.ts"
import { scopeOf, seededRandom } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const accountId = await makeOfficer(db, root, "administrator")
const start = new Date("2026-03-01T00:00:00Z").getTime()
const at = (seconds: number) => scopeOf(db, { kind: "public" }, new Date(start + seconds * 1000))

let serial = 0
const visitor = (more: Partial<Visitor> = {}): Visitor => ({
  what: "password",
  username: `somebody${++serial}`,
  accountId,
  network: `198.51.${serial}.0/24`,
  device: undefined,
  isFamiliar: false,
  ...more,
})

test("a lane is full after its limit, waits its time from then on, and opens again by itself", async () => {
  const lanes = [{ name: "a", limit: 3, minutes: 15, accountId: undefined }]
  for (const second of [0, 100, 600]) expect(await take(at(second), lanes)).toBeUndefined()
  expect(await take(at(601), lanes)).toBe(899)
  expect(await take(at(1499), lanes)).toBe(1)
  expect(await take(at(1500), lanes)).toBeUndefined()
})

test("tries at the same moment are all counted, and a right one is taken back", async () => {
  const lanes = [{ name: "b", limit: 5, minutes: 15, accountId: undefined }]
  const waits = await Promise.all(Array.from({ length: 12 }, () => take(at(0), lanes)))
  expect(waits.filter((wait) => wait === undefined).length).toBe(5)
  const shared = [{ name: "c", limit: 1, minutes: 15, accountId: undefined }]
  for (let person = 0; person < 4; person++) {
    expect(await take(at(person), shared)).toBeUndefined()
    await giveBack(at(person), shared)
  }
})

test("no address and no name stands in the table", async () => {
  await take(at(0), lanesOf(policies.default, visitor({ username: "lin.zhiyuan", network: "203.0.113.0/24" })))
  const rows = await db.select().from(throttles)
  expect(rows.length).toBeGreaterThan(2)
  expect(rows.filter(({ key }) => !/^[\w-]{43}$/.test(key))).toEqual([])
})

test("what is long over is cleared away", async () => {
  await take(at(0), [{ name: "old", limit: 1, minutes: 1, accountId: undefined }])
  const count = async () => (await db.select().from(throttles)).length
  const before = await count()
  await take(at(90 * 86_400), [{ name: "new", limit: 1, minutes: 1, accountId: undefined }])
  expect([before > 3, await count()]).toEqual([true, 1])
})

const networks = fc.constantFrom("192.0.2.0/24", "198.51.100.0/24", "2001:db8:1:2::/64", "2001:db8:9:9::/64")
const failures = fc.array(fc.tuple(networks, fc.boolean()), { minLength: 40, maxLength: 160 })

/** Strangers fail again and again; the owner comes by a device that the account knows, or from a network of theirs. */
async function afterStrangers(tries: readonly (readonly [string, boolean])[], owner: Partial<Visitor>, name: string) {
  const username = `owner ${name}`
  for (const [network, known] of tries)
    await take(at(0), lanesOf(policies.default, visitor({ username, network, ...(known ? {} : { username: "else" }) })))
  return take(at(1), lanesOf(policies.default, visitor({ username, ...owner })))
}

test("whatever strangers try, the owner is let in from a known device, even from their network, and from a known network", async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(failures, networks, async (tries, network) => {
      const name = `${++run}`
      const device = await afterStrangers(tries, { device: "own", network }, `${name}d`)
      const familiar = await afterStrangers(tries, { isFamiliar: true, network: `10.0.${run}.0/24` }, `${name}n`)
      expect([device, familiar]).toEqual([undefined, undefined])
    }),
    { numRuns: 5 },
  )
}, 120_000)

test("strangers wait: one network after ten tries on one account, many together after a hundred", async () => {
  const username = "target"
  const tries = async (network: (at: number) => string, count: number) => {
    let passed = 0
    for (let one = 0; one < count; one++)
      if ((await take(at(0), lanesOf(policies.default, visitor({ username, network: network(one) })))) === undefined)
        passed++
    return passed
  }
  expect(await tries(() => "192.0.99.0/24", 30)).toBe(10)
  expect(await tries((one) => `2001:db9:${one}:0::/64`, 120)).toBe(90)
}, 60_000)

test("under mlps five failures lock the account for everybody, until a quarter of an hour or an administrator passes", async () => {
  const username = "locked"
  const ask = (second: number, more: Partial<Visitor> = {}) =>
    take(at(second), lanesOf(policies.mlps, visitor({ username, ...more })))
  for (let one = 0; one < 5; one++) expect(await ask(one)).toBeUndefined()
  expect(await ask(5)).toBe(899)
  expect(await ask(5, { device: "own" })).toBe(899)
  expect(await ask(5, { isFamiliar: true })).toBe(899)
  await release(at(6), accountId)
  expect(await ask(7)).toBeUndefined()
  for (let one = 0; one < 4; one++) await ask(8)
  expect(await ask(10)).toBe(898)
  expect(await ask(8 + 900)).toBeUndefined()
})

test("a device's token speaks for one account, under the old keys too, and is not made by guessing", () => {
  const scope = at(0)
  const token = deviceToken(scope, 7, seededRandom())
  const [nonce] = token.split(".")
  expect(familiarDevice(scope, 7, token)).toBe(nonce)
  expect([8, 9].map((other) => familiarDevice(scope, other, token))).toEqual([undefined, undefined])
  for (const wrong of [undefined, "", ".", "a.b", `${nonce}.`, token.slice(0, -1), `0${token.slice(1)}`])
    expect(familiarDevice(scope, 7, wrong)).toBeUndefined()
})

test("a network is familiar for ninety days after a sign-in, to that account", async () => {
  await remember(at(0), accountId, "203.0.113.0/24")
  const familiar = (seconds: number, network = "203.0.113.0/24", id = accountId) => isFamiliar(at(seconds), id, network)
  expect([await familiar(1), await familiar(89 * 86_400), await familiar(90 * 86_400)]).toEqual([true, true, false])
  expect([await familiar(1, "203.0.114.0/24"), await familiar(1, undefined, accountId + 1)]).toEqual([false, false])
  await release(at(2), accountId)
  expect(await familiar(3)).toBe(true)
  await db.delete(throttles).where(eq(throttles.accountId, accountId))
})

test("thirty wrong codes of judges a minute, counted by network", async () => {
  const waits: (number | undefined)[] = []
  for (let one = 0; one < 31; one++) waits.push(await take(at(0), codeLanes("203.0.113.0/24")))
  expect(waits.filter((wait) => wait === undefined).length).toBe(30)
  expect([waits.at(-1), await take(at(0), codeLanes("203.0.114.0/24"))]).toEqual([60, undefined])
})
