import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { languages } from "#i18n/translate.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { announce, approveAndDraw, editRules, makeContest, seatPanel } from "./story/contest.ts"
import { employ, makeHonour, makeUnit, setUp } from "./story/directory.ts"
import { judgeByForms, judgeByKeypad, judgeOnTwoTablets, keepScore, signSet } from "./story/hall.ts"
import { confer, look, publish } from "./story/results.ts"
import { beginStory, desk, leave, newDevice, signInAs } from "./story/teller.ts"
import { enterPeople } from "./story/unit.ts"

let chromium: Browser
let site: Site | undefined
beforeAll(async () => {
  chromium = await startChromium()
})
afterAll(async () => {
  await chromium.close()
  await site?.stop()
})

test.each(languages)("a contest from the first start to the honour board, in %s", async (lang) => {
  await site?.stop()
  site = await startSite()
  const story = beginStory(lang, site, chromium)
  const admin = await setUp(story)
  const unit = await makeUnit(story, admin)
  const root = "1"
  const hired = (name: string, username: string, kind: string, at = root) =>
    employ(story, admin, { name, username, kind, unit: at })
  const officerAccount = await hired("沈书宁", "officer", "contest_officer")
  await hired("何清", "witness", "contest_officer")
  const honours = await hired("江颂", "honours", "honours_officer")
  const operator = await hired("程立", "operator", "unit_operator", unit)
  await makeHonour(story, admin, root)
  await leave(admin)
  const officer = await newDevice(story, desk)
  await signInAs(officer, officerAccount)
  const event = await makeContest(story, officer)
  await editRules(story, officer, event)
  await announce(story, officer, event)
  await enterPeople(story, operator, event)
  await approveAndDraw(story, officer, event)
  const cards = await seatPanel(story, officer, event)
  await judgeByKeypad(story, cards)
  await judgeByForms(story, cards)
  await judgeOnTwoTablets(story, cards)
  await keepScore(story, cards)
  await signSet(story, cards)
  await publish(story, officer, event)
  await leave(officer)
  await confer(story, honours)
  await look(story)
  expect(story.complaints).toEqual([])
})
