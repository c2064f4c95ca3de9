import { afterAll, expect, test } from "vitest"
import { createClient, expectRedirect } from "../../src/scripts/replay/client.ts"
import { signInOffice } from "../../src/scripts/replay/office.ts"
import { onPostgres } from "../support/database.ts"
import { type ServerProcess, startServer } from "./process.ts"

let server: ServerProcess | undefined
let twin: Awaited<ReturnType<ServerProcess["another"]>> | undefined
afterAll(async () => {
  twin?.end()
  await (await server?.stop())?.close()
})

/** How long until a board shows a title, in ms; asked for over and over, so that an old page is always at hand. */
async function shownAfter(origin: string, title: string): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < 10_000) {
    const text = await (await fetch(`${origin}/honours`)).text()
    if (text.includes(title)) return performance.now() - began
  }
  return Number.POSITIVE_INFINITY
}

test.skipIf(!onPostgres())(
  "what one of two processes publishes both show within a second",
  async () => {
    server = await startServer()
    twin = await server.another()
    const { origin, username, password } = server.office
    const office = createClient(origin)
    await signInOffice(office, username, password)
    const unit = /name="conferringUnitId"[^>]*>(?:(?!<\/select>).)*?<option value="(\d+)"/s.exec(
      (await office.get("/manage/register/honours/new")).text,
    )?.[1]
    for (const [at, title] of ["首个劳动奖章", "再设劳动奖章", "又设劳动奖章"].entries()) {
      for (const one of [origin, twin.origin]) expect(await (await fetch(`${one}/honours`)).text()).not.toContain(title)
      const facts = { titleZh: title, titleEn: `Medal ${at}`, slug: `medal-${at}`, conferredBy: "市总工会" }
      const terms = { level: "municipal", recipientKind: "person", rank: "1", conferringUnitId: unit ?? "" }
      expectRedirect(await office.form("/manage/register/honours", { ...facts, ...terms, repeats: "free" }), "set up")
      const waited = await Promise.all([origin, twin.origin].map((one) => shownAfter(one, title)))
      // A second until it is noticed, and what it takes to make the page on a machine that has other things to do.
      expect(Math.max(...waited)).toBeLessThan(1_500)
    }
  },
  60_000,
)
