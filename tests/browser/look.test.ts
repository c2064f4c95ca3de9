import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { securityHeaders } from "#http/security.ts"
import { listen, look } from "./checks.ts"
import { startChromium } from "./server.ts"
import { newVisitor } from "./visitors.ts"

const origin = "http://localhost:1"
let chromium: Browser
beforeAll(async () => {
  chromium = await startChromium()
})
afterAll(() => chromium.close())

/** What is found on a page that is planted instead of one of ours. */
async function foundOn(main: string, status = 200): Promise<string[]> {
  const context = await newVisitor(chromium, { origin, lang: "en", width: 320, height: 640 })
  const seen = await listen(context)
  const head = `<title>Planted</title><link rel="icon" href="data:,">`
  const body = `<!doctype html><html lang="en"><head>${head}</head><body><main><h1>Planted</h1>${main}</main></body></html>`
  await context.route("**/*", (route) =>
    route.fulfill({ status, body, contentType: "text/html", headers: securityHeaders }),
  )
  const found = await look(await context.newPage(), seen, "/planted")
  await context.close()
  return found.map((one) => one.slice(0, 24))
}

test("a sound page has nothing to find", async () => expect(await foundOn("<p>Sound</p>")).toEqual([]))

test("inline styles and scripts are found", async () => {
  const kinds: [string, string][] = [
    [`<p style="color: red">x</p>`, "policy: style-src-attr"],
    ["<style>p { color: red }</style>", "policy: style-src-elem"],
    ["<script>document.title = 1</script>", "policy: script-src-elem"],
  ]
  for (const [source, wanted] of kinds)
    expect((await foundOn(source)).filter((one) => one.startsWith(wanted.slice(0, 24))).length).toBe(1)
})

test("a field without a label, a page too wide and a failure are found", async () => {
  expect(await foundOn("<input>")).toEqual(["axe label: <input> Fix a"])
  const wide = `<pre>${"x".repeat(200)}</pre>`
  expect((await foundOn(wide)).filter((one) => / px wider than/.test(one)).length).toBe(1)
  expect((await foundOn("<p>Gone</p>", 500)).filter((one) => one === "status 500").length).toBe(1)
})
