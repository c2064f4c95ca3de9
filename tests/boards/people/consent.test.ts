import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { revisionOf } from "#db/revision.ts"
import { nominationConsents } from "#db/schema/index.ts"
import type { ConsentScope } from "#db/words.ts"
import { enter } from "#honours/register/commands.ts"
import { keepingOf } from "#http/keeping.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { linesOf } from "../../support/honours.ts"
import { begin, consent, fillPapers, makeSelection, typedPapers } from "../../support/nominations.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const now = new Date("2026-03-02T02:00:00Z")
const clock = () => now
const { as, browser } = testApp(db, clock, { keeping: keepingOf(revisionOf(db, clock)) })
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "临江机械厂", city)
const operator = await as(await makeOfficer(db, works, "unit_operator"))
const selection = await makeSelection(db, city, city, { seats: 20 })
const deeds = typedPapers.deeds?.summary ?? ""

/** Somebody whose nomination, with a story and a picture, became an honour. */
async function laureate(name: string, more: { isPosthumous?: boolean; revokedAt?: Date } = {}) {
  const person = await makePerson(db, works, name)
  const nominationId = await begin(operator, selection, { person: `${person.id}` })
  await fillPapers(operator, nominationId, "person")
  await consent(operator, browser(), nominationId)
  const line = linesOf(selection.medal, works, now)(name, 2026, { personId: person.id, nominationId, ...more })
  await enter(scopeOf(db, { kind: "system", name: "test" }, now), "person", [line])
  const set = (scopes: ConsentScope[], accepts = true) =>
    db.update(nominationConsents).set({ scopes, accepts }).where(eq(nominationConsents.nominationId, nominationId))
  return { id: person.id, set }
}

/** Whether the story and the picture are on the page, and whether the picture is given to whoever knows its address. */
async function shown(id: number) {
  const visitor = browser()
  const page = await visitor.text(`/people/${id}`)
  const picture = (await visitor.get(`/people/${id}/photo`)).status
  return [page.includes(deeds), page.includes('class="portrait"'), picture]
}

test("deeds and photo are shown each by its own consent, and are gone the moment it is withdrawn", async () => {
  const { id, set } = await laureate("程望舒")
  expect(await shown(id)).toEqual([false, false, 404])
  const steps: [ConsentScope[], boolean, (boolean | number)[]][] = [
    [["notice", "board", "deeds", "photo"], true, [true, true, 200]],
    [["deeds"], true, [true, false, 404]],
    [["photo"], true, [false, true, 200]],
    [["deeds", "photo"], false, [false, false, 404]],
    [["deeds", "photo"], true, [true, true, 200]],
    [[], true, [false, false, 404]],
  ]
  for (const [scopes, accepts, expected] of steps) {
    await set(scopes, accepts)
    // Another process wrote: its changes are known here within two seconds, those of this process at once.
    await operator.post("/manage/account/password", {})
    expect([scopes, await shown(id)]).toEqual([scopes, expected])
  }
})

test("whoever is honoured after their death is marked so, on the board and on their own page", async () => {
  const { id } = await laureate("程追远", { isPosthumous: true })
  const visitor = browser()
  for (const path of [`/people/${id}`, `/honours/${selection.medal.slug}`])
    expect([path, (await visitor.text(path)).includes("追授")]).toEqual([path, true])
})

test("with the honour revoked, nothing of its story is left", async () => {
  const { id, set } = await laureate("程已撤", { revokedAt: now })
  await set(["deeds", "photo"])
  const visitor = browser()
  expect([(await visitor.get(`/people/${id}`)).status, (await visitor.get(`/people/${id}/photo`)).status]).toEqual([
    ...[404, 404],
  ])
})
