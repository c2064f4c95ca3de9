import { expect, test } from "vitest"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { at, makeEvent, seatPanel } from "./world.ts"

/** The same event in two databases that differ only in who is behind it. */
async function worldOf(names: string) {
  const { db } = await freshDatabase()
  const world = await makeEvent(db, { names })
  const seat = await seatPanel(db, world.eventId)
  return { seat, ...testApp(db, () => at) }
}

const paths: Record<string, string[]> = {
  J1: [
    "/judge/entries",
    "/judge/entries/A001",
    "/judge/entries/A002/safety",
    "/judge/sheet",
    "/judge/sheet/signature",
    "/judge/entries/A003",
  ],
  S1: ["/judge/entries", "/judge/entries/A001/theory", "/judge/entries/A001/value%3Aminutes", "/judge/sheet"],
  H1: ["/judge/progress", "/judge/progress/live", "/judge/progress/signature"],
}

test("two worlds that differ only in names and units give byte-equal answers to every judge", async () => {
  const [river, lake] = [await worldOf("江"), await worldOf("湖")]
  for (const [alias, pages] of Object.entries(paths)) {
    for (const path of [...pages, "/judge/"]) {
      const ask = (world: typeof river) => world.browser({ judge: world.seat(alias).token, lang: "zh-CN" }).get(path)
      const [one, other] = [await ask(river), await ask(lake)]
      expect([path, one.status]).toEqual([path, other.status])
      const [text, twin] = [await one.text(), await other.text()]
      expect(text, path).toBe(twin)
      if (one.status === 200) expect(text.length).toBeGreaterThan(500)
    }
  }
})
