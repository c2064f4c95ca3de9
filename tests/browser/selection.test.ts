import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { languages } from "#i18n/translate.ts"
import type { World } from "#main/boot.ts"
import { type Site, startChromium, startSite } from "./server.ts"
import { type City, letTimePass, makeCity, nominees, password } from "./story/selection/city.ts"
import { decide, lookAtBoard } from "./story/selection/deciding.ts"
import { nominate, resubmit } from "./story/selection/nominating.ts"
import { conclude, investigate, object, putUp } from "./story/selection/noticing.ts"
import { askDepartments, giveBack, passAll } from "./story/selection/reviewing.ts"
import { beginStory, desk, leave, newDevice, type Story, signInAs } from "./story/teller.ts"

let chromium: Browser
let site: Site | undefined
beforeAll(async () => {
  chromium = await startChromium()
})
afterAll(async () => {
  await chromium.close()
  await site?.stop()
})

async function enter(story: Story, username: string) {
  const page = await newDevice(story, desk)
  await signInAs(page, { username, password })
  return page
}

test.each(languages)("a selection from the unit's nominations to the board, in %s", async (lang) => {
  await site?.stop()
  const made: { city?: City; world?: World } = {}
  site = await startSite(async (world) => {
    made.world = world
    made.city = await makeCity(world)
  })
  const { city, world } = made
  if (!city || !world) throw new Error("no city")
  const story = beginStory(lang, site, chromium)
  const operator = await enter(story, city.operator)
  const ids = await nominate(story, operator, world, city)
  const office = await enter(story, city.office)
  await giveBack(story, office, ids.team)
  await resubmit(story, operator, ids.team)
  await leave(operator)
  await askDepartments(story, office)
  const district = await enter(story, city.district)
  await passAll(story, district, 3, "district")
  const area = `area_notice@${city.unitIds.district}`
  const areaNotice = await putUp(story, district, area)
  await object(story, areaNotice, nominees.unit)
  await object(story, areaNotice, nominees.person)
  await letTimePass(site)
  await investigate(story, district, areaNotice, 1, true)
  await investigate(story, district, areaNotice, 2, false)
  await conclude(story, district, area)
  await leave(district)
  await passAll(story, office, 2, "office")
  const whole = `city_notice@${city.unitIds.city}`
  await putUp(story, office, whole)
  await letTimePass(site)
  await conclude(story, office, whole)
  await decide(story, office)
  await leave(office)
  await lookAtBoard(story, areaNotice, [nominees.person, nominees.team], nominees.unit)
  expect(story.complaints).toEqual([])
})
