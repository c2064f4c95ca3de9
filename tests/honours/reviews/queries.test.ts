import { expect, test } from "vitest"
import { committeeCases, committeeMembers } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { makeNominee, makeReviewed, makeSitting } from "../../support/committees.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { queriesOf } from "../../support/queries.ts"

const createdAt = new Date("2026-03-01T00:00:00Z")
const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const { as } = testApp(db)
const officer = await as(await makeOfficer(db, city, "honours_officer"))
// What is asked once only, whatever the page, is asked before anything is counted.
await officer.get("/manage/committees")
const cost = async (path: string) => {
  let status = 0
  const sent = await queriesOf(db, async () => {
    status = (await officer.get(path)).status
  })
  expect(status).toBe(200)
  return sent.length
}

/** A committee in session with so many more members and nominees. */
async function sitting(slug: string, more: number) {
  const made = await makeSitting(db, city, works, { slug, state: "session", code: `2345-6789-${slug}` })
  for (let at = 0; at < more; at++) {
    const nominee = await makeNominee(db, made.reviewed, works, `人选${at}`)
    const facts = { committeeId: made.committeeId, token: `${slug}${at}`, hiddenWords: [] }
    await db.insert(committeeCases).values({ ...facts, nominationId: nominee.id, number: at + 2 })
    const person = await makePerson(db, city, `委员${at}`)
    await db
      .insert(committeeMembers)
      .values({ committeeId: made.committeeId, personId: person.id, isChair: false, createdAt })
  }
  return made
}

test("thirty nominees before thirty members cost as many queries as one", async () => {
  const [few, many] = [await sitting("few", 0), await sitting("many", 29)]
  for (const rest of ["", "/minutes"]) {
    const path = ({ committeeId }: typeof few) => `/manage/committees/${committeeId}${rest}`
    const one = await cost(path(few))
    expect([rest, await cost(path(many))]).toEqual([rest, one])
  }
})

test("thirty more selections and committees cost their lists as many queries as two", async () => {
  const lists = ["/manage/committees", "/manage/programmes"]
  const before = [await cost(lists[0] ?? ""), await cost(lists[1] ?? "")]
  for (let at = 0; at < 15; at++) {
    await makeReviewed(db, city, {}, `plain${at}`)
    await makeSitting(db, city, works, { slug: `sitting${at}`, state: "signed", code: `2345-6789-${at}` })
  }
  expect([await cost(lists[0] ?? ""), await cost(lists[1] ?? "")]).toEqual(before)
})
