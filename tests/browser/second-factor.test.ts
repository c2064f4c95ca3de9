import { TOTP } from "otpauth"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Site, startChromium, startSite } from "./server.ts"
import { setUp } from "./story/directory.ts"
import { beginStory, leave, press, send, sendWith } from "./story/teller.ts"

const account = { username: "admin", password: "a long enough password" }

let chromium: Browser
let site: Site
beforeAll(async () => {
  chromium = await startChromium()
  site = await startSite()
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
})

const pathOf = (page: Page) => new URL(page.url()).pathname
const signOut = 'form[action="/sign-out"] button'

/** A device whose owner always puts their finger on it. */
async function giveFinger(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send("WebAuthn.enable")
  const kind = { protocol: "ctap2", transport: "internal", hasResidentKey: true } as const
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...kind, hasUserVerification: true, isUserVerified: true },
  })
}

async function enterPassword(page: Page): Promise<void> {
  await press(page, signOut)
  await page.goto("/sign-in?next=/manage/account")
  await sendWith(page, account)
  expect(pathOf(page)).toBe("/sign-in/second-step")
}

async function usePasskey(page: Page): Promise<void> {
  await page.click("[data-passkey]")
  await page.waitForURL((url) => url.pathname === "/manage/account")
}

/** Makes a passkey for a challenge that is not the one of this session. */
async function signAnother(page: Page): Promise<void> {
  await page.locator("[data-passkey]").evaluate((button) => {
    const options = JSON.parse(button.dataset.options ?? "")
    button.dataset.options = JSON.stringify({ ...options, challenge: "AAAA" })
  })
  await press(page, "[data-passkey]")
}

test("an authenticator app and a passkey each serve as the second step, and the passkey alone does, too", async () => {
  const story = beginStory("zh-CN", site, chromium)
  const page = await setUp(story)
  await page.goto("/manage/account")
  await press(page, 'form[action="/manage/account/authenticator"] button')
  const secret = (await page.locator(".app-secret").innerText()).replaceAll(" ", "")
  const codeIn = (ms: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + ms })
  await sendWith(page, { code: codeIn(0) })
  expect(await page.locator(".recovery-codes li").count()).toBe(8)
  await press(page, "main a.primary")

  await enterPassword(page)
  expect(await page.locator("[data-passkey]").count()).toBe(0)
  await sendWith(page, { code: codeIn(30_000) })
  expect(pathOf(page)).toBe("/manage/account")

  await giveFinger(page)
  await page.goto("/manage/account/passkeys/new")
  await signAnother(page)
  expect(await page.locator(".error-summary").count()).toBe(1)
  await usePasskey(page)
  await press(page, 'form[action="/manage/account/authenticator/removal"] button')
  await enterPassword(page)
  await usePasskey(page)
  await page.goto("/manage/account/confirmation")
  await page.fill("#f-password", account.password)
  await usePasskey(page)
  await send(page, 'form[action="/manage/account/recovery-codes"] button')
  expect(await page.locator(".recovery-codes li").count()).toBe(8)
  await leave(page)
  expect(story.complaints).toEqual([])
})
