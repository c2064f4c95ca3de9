import { eq } from "drizzle-orm"
import { TOTP } from "otpauth"
import { expect, test } from "vitest"
import { resealSecondFactors } from "#accounts/factors/commands.ts"
import { newSecret, stepOf } from "#accounts/factors/totp.ts"
import { accounts, authenticators, recoveryCodes, sessions } from "#db/schema/index.ts"
import { chance } from "#main/chance.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const accountId = await makeOfficer(db, root, "auditor", "何清")
const [account] = await db.select().from(accounts).where(eq(accounts.id, accountId))
const username = account?.username ?? ""
const password = "correct horse battery"
let now = new Date("2026-03-01T00:00:00Z")
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}
const { as, browser } = testApp(db, () => now)
const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: now.getTime() })
let secret = ""
let recovery: string[] = []

test("an authenticator app is taken into use by its first code, and eight recovery codes are shown once", async () => {
  const visitor = await as(accountId)
  const other = await as(accountId)
  expect((await visitor.post("/manage/account/authenticator")).headers.get("location")).toBe(
    "/manage/account/authenticator",
  )
  secret = (
    /class="app-secret">([A-Z2-7 ]+)</.exec(await visitor.text("/manage/account/authenticator"))?.[1] ?? ""
  ).replaceAll(" ", "")
  expect(secret.length).toBe(32)
  const wrong = await visitor.post("/manage/account/authenticator/confirmation", { code: "000000" })
  expect(wrong.status).toBe(422)
  const right = await visitor.post("/manage/account/authenticator/confirmation", { code: codeOf(secret) })
  expect(right.status).toBe(201)
  recovery = [...(await right.text()).matchAll(/<li>([0-9A-Z-]{14})<\/li>/g)].map(([, code]) => code ?? "")
  expect(recovery.length).toBe(8)
  expect((await other.get("/manage/account")).status).toBe(303)
  const [row] = await db.select().from(authenticators)
  expect(row?.secret).not.toContain(secret)
  expect((await db.select().from(recoveryCodes)).length).toBe(8)
})

test("a secret has 160 bits, of chance that the process draws in larger pieces, too", () => {
  const random = chance()
  const made = [newSecret(random), newSecret(random)]
  expect(made.map((one) => /^[A-Z2-7]{32}$/.test(one))).toEqual([true, true])
  expect(made[0]).not.toBe(made[1])
})

test("signing in then takes a second step; a used code is refused, a recovery code is good once", async () => {
  const enter = async (code: string) => {
    const visitor = browser()
    const first = await visitor.post("/sign-in", { username, password, next: "/manage/account" })
    expect(first.headers.get("location")).toBe("/sign-in/second-step?next=%2Fmanage%2Faccount")
    expect((await visitor.get("/manage/account")).status).toBe(303)
    expect((await visitor.get("/sign-in/second-step")).status).toBe(200)
    const half = visitor.cookies.sid
    const second = await visitor.post("/sign-in/second-step", { code, next: "/manage/account" })
    if (second.status === 303) expect(visitor.cookies.sid).not.toBe(half)
    return [second.status, (await visitor.get("/manage/account")).status]
  }
  expect(await enter(codeOf(secret))).toEqual([422, 303])
  later(60)
  expect(await enter(codeOf(secret))).toEqual([303, 200])
  expect(await enter(codeOf(secret))).toEqual([422, 303])
  expect(await enter(recovery[0] ?? "")).toEqual([303, 200])
  expect(await enter(recovery[0] ?? "")).toEqual([422, 303])
}, 60_000)

test("before a factor is changed after ten minutes, password and code are asked for, and the session gets a new secret", async () => {
  const visitor = await as(accountId)
  later(601)
  const asked = await visitor.post("/manage/account/authenticator/removal")
  expect(asked.headers.get("location")).toBe("/manage/account/confirmation?next=%2Fmanage%2Faccount")
  const before = visitor.cookies.sid
  const given = { password, code: codeOf(secret), next: "/manage/account" }
  expect((await visitor.post("/manage/account/confirmation", { ...given, code: "000000" })).status).toBe(422)
  expect((await visitor.post("/manage/account/confirmation", given)).status).toBe(303)
  expect(visitor.cookies.sid).not.toBe(before)
  expect((await browser({ sid: before ?? "" }).get("/manage/account")).status).toBe(303)
})

test("after a rotation of keys the secrets are sealed anew, once", async () => {
  const [old, current] = [7, 8].map((byte) => Buffer.alloc(32, byte).toString("base64")) as [string, string]
  const scope = { db, keys: keyringOf([current, old]), actor: { kind: "public" } as const, now }
  expect([await resealSecondFactors(scope), await resealSecondFactors(scope)]).toEqual([1, 0])
  const [row] = await db.select().from(authenticators)
  expect(stepOf(scope.keys.open("second_factor", row?.secret ?? ""), codeOf(secret), now)).toBeGreaterThan(0)
  await db.delete(sessions)
})
