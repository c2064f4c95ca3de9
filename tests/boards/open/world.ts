import { eq } from "drizzle-orm"
import { actorOfAccount } from "#accounts/actors.ts"
import { revisionOf } from "#db/revision.ts"
import { decisions, events } from "#db/schema/index.ts"
import { enter } from "#honours/register/commands.ts"
import { keepingOf } from "#http/keeping.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeEntry, makeEvent, makePanel, publishAtOnce } from "../../support/events.ts"
import { makeHonour } from "../../support/honours.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

export const now = new Date("2026-05-01T02:00:00Z")

/** A city with honours of several years, a decision and a published result, on a server that keeps pages. */
export async function openCity() {
  const { db } = await freshDatabase()
  const started = () => testApp(db, () => now, { keeping: keepingOf(revisionOf(db, () => now)) })
  const app = started()
  /** A visitor of a server that has kept nothing yet. */
  const anew = () => started().browser()
  const city = await makeUnit(db, "江城市总工会")
  const works = await makeUnit(db, "江城机床厂", city)
  const mill = await makeUnit(db, "江城纺织厂", city)
  const medal = await makeHonour(db, city, "medal", { titleZh: "江城市五一劳动奖章", titleEn: "May Day Medal" })
  const model = await makeHonour(db, city, "model", { titleZh: "江城市劳动模范", titleEn: "Model Worker" })
  const system = scopeOf(db, { kind: "system", name: "test" }, now)
  const number = "江工发〔2026〕1号"
  const paper = { unitId: city.id, number, issuers: [city.name], decidedOn: "2026-04-28", visibleFrom: new Date(0) }
  const [decision] = await db
    .insert(decisions)
    .values({ ...paper, titleZh: "关于表彰的决定", createdAt: now })
    .returning()
  const decided = { decidedOn: "2026-04-28", documentNumber: number, decisionId: decision?.id ?? 0 }
  const facts = { source: "decision" as const, visibleFrom: new Date(0) }
  const people = []
  const given = [
    ["甲一", works, 2026],
    ["=乙二", mill, 2026],
    ["丙三", works, 2025],
    ["丁四", mill, 2024],
    ["戊五", works, 2024],
  ] as const
  for (const [name, unit, year] of given) {
    const person = await makePerson(db, unit, name)
    people.push(person)
    const own = year === 2026 ? decided : { decidedOn: `${year}-04-28`, documentNumber: `江工发〔${year}〕1号` }
    const line = { ...facts, ...own, year, honourId: year === 2024 ? model.id : medal.id, unitId: unit.id }
    await enter(system, "person", [{ ...line, personId: person.id, recipientName: name, unitName: unit.name }])
  }
  const officer = await makeOfficer(db, city, "contest_officer", "林知远")
  await makeOfficer(db, city, "auditor", "何清")
  const made = await makeEvent(db, city, { slug: "skills" })
  const panel = await makePanel(db, made)
  for (const [code, name] of [
    ["A01", "赛一"],
    ["A02", "赛二"],
  ] as const)
    await makeEntry(db, made, works, panel, {
      code,
      name,
      theory: "91.25",
      practice: ["90", "90", "90"],
      minutes: `1${code.slice(1)}`,
    })
  const actor = await actorOfAccount(system, officer)
  if (!actor) throw new Error("no officer")
  await publishAtOnce(scopeOf(db, actor, now), made)
  const showMarks = (showsJudgeMarks: boolean) =>
    db.update(events).set({ showsJudgeMarks }).where(eq(events.id, made.event.id))
  return { ...app, anew, db, city, works, mill, medal, people, decisionId: decision?.id ?? 0, made, showMarks }
}
