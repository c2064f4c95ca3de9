import { expect, test } from "vitest"
import { people, registerEntries, units } from "#db/schema/index.ts"
import { strokeOrder } from "#lib/strokes.ts"
import { fillStored } from "#main/stored.ts"
import { keys } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeHonour } from "../support/honours.ts"
import { makePerson, makeUnit } from "../support/people.ts"

const { db } = await freshDatabase()
const now = new Date("2026-11-21T00:00:00Z")

test("rows of an older version get their place by strokes at the start, and only once", async () => {
  const unit = await makeUnit(db, "江城市总工会")
  await makePerson(db, unit, "𠮷一", { sortStroke: "", sortKeyOverride: "(121251)一" })
  await makePerson(db, unit, "王一", { sortStroke: "kept" })
  await db.update(units).set({ sortStroke: "" })
  const honour = await makeHonour(db, unit, "medal")
  const recipient = { honourId: honour.id, unitId: unit.id, recipientName: "王一", unitName: unit.name }
  const decision = { year: 2026, decidedOn: "2026-04-28", documentNumber: "", source: "decision" } as const
  const keysOfOld = { searchKey: "", sortPinyin: "", visibleFrom: now, createdAt: now }
  await db.insert(registerEntries).values({ ...recipient, ...decision, ...keysOfOld })
  await fillStored({ db, keys }, now)
  const stored = async (table: typeof people | typeof units | typeof registerEntries) =>
    (await db.select({ key: table.sortStroke }).from(table).orderBy(table.id)).map(({ key }) => key)
  expect(await stored(people)).toEqual([strokeOrder("", "person", "(121251)一"), "kept"])
  expect(await stored(units)).toEqual([strokeOrder("江城市总工会", "unit")])
  expect(await stored(registerEntries)).toEqual([strokeOrder("王一", "person")])
})
