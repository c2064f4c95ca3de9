import { createContest, createEvent, moveContest, openRegistration } from "#competition/contests/commands.ts"
import { templateById } from "#competition/contests/templates/all.ts"
import { drawCodes, prepareDraw } from "#competition/draws/commands.ts"
import { approveEntries } from "#competition/registration/approval/commands.ts"
import { enterPerson } from "#competition/registration/commands.ts"
import { entriesOf } from "#competition/registration/queries.ts"
import type { Scope } from "#db/db.ts"
import { dayOf, startOfDay } from "#lib/dates.ts"
import { seededBytes } from "./chance.ts"
import { done } from "./done.ts"
import { type Card, judge } from "./judging.ts"
import { canary } from "./known.ts"
import type { City } from "./people.ts"
import type { ContestPlan, EventPlan } from "./plans.ts"
import { announce, award, correct } from "./results.ts"

const hourMs = 3_600_000
const dayMs = 24 * hourMs

type Played = { readonly plan: ContestPlan; readonly honourId: number; readonly begins: Date; readonly today: Date }

/** Plays one contest as far as its plan says, each step at its own time; gives the cards of judges still at work. */
export async function hold(city: City, plan: ContestPlan, honourId: number, today: Date): Promise<Card[]> {
  const begins = new Date(startOfDay(dayOf(today)).getTime() + plan.begins * dayMs)
  const opened = earlier(before(begins, 60), today)
  const officer = await city.as("contest", opened)
  const contest = await found(city, officer, plan, begins)
  const events = []
  for (const event of plan.events) events.push({ plan: event, made: await make(city, contest.id, event, opened) })
  done(await moveContest(officer, contest.id, contest.version, "announce"))
  const cards: Card[] = []
  for (const { plan: event, made } of events) {
    done(await openRegistration(officer, made.id, made.version))
    await register(city, event, made.id, new Date(opened.getTime() + hourMs), plan.stage === "open")
    if (plan.stage !== "open") cards.push(...(await play(city, made.id, event, { plan, honourId, begins, today })))
  }
  return cards
}

const before = (date: Date, days: number): Date => new Date(date.getTime() - days * dayMs)

const found = async (city: City, officer: Scope, plan: ContestPlan, begins: Date) =>
  done(
    await createContest(officer, {
      ...contestWords(plan),
      hostUnitId: city.unitIds.get("city") as number,
      startsOn: dayOf(begins),
      endsOn: dayOf(new Date(begins.getTime() + (plan.ends - plan.begins) * dayMs)),
      registrationOpensAt: officer.now,
      registrationClosesAt: before(begins, 10),
    }),
  )

/** From the draw of one event to its honours, or to the stage that the contest is at. */
async function play(city: City, eventId: number, event: EventPlan, { plan, honourId, begins, today }: Played) {
  await draw(city, eventId, new Date(before(begins, 3).getTime() + 15 * hourMs))
  const isRunning = plan.stage === "judging"
  // Who is half-way through began a while ago: nothing stands in the trail before it has happened.
  const at = earlier(new Date(begins.getTime() + 9 * hourMs), new Date(today.getTime() - (isRunning ? hourMs : 0)))
  const cards = await judge(city, eventId, { at, isRunning, alike: event.alike })
  if (isRunning) return cards
  const published = new Date(begins.getTime() + 3 * dayMs + 10 * hourMs)
  await announce(city, eventId, published)
  if (event.correction)
    await correct(city, eventId, cards, event.correction, new Date(published.getTime() + 5 * hourMs))
  await award(city, eventId, honourId, new Date(published.getTime() + 10 * dayMs))
  return []
}

const contestWords = ({ slug, titleZh, titleEn, hosts, tier, place }: ContestPlan) => ({
  slug,
  titleZh,
  titleEn,
  hosts,
  tier,
  place,
  approvalBasis: "澜工发〔2026〕3号",
})

async function make(city: City, contestId: number, { template, form, teams, promotions }: EventPlan, at: Date) {
  const chosen = templateById(template)
  if (!chosen) throw new Error(`no template ${template}`)
  const rules = teams ? { ...chosen.rules, teams } : chosen.rules
  const titles = promotions ? { ...chosen.titles, promotions } : chosen.titles
  return done(await createEvent(await city.as("contest", at), contestId, form, { rules, titles }))
}

/** Units enter their people; where registration is still open, the last few wait for approval. */
async function register(city: City, plan: EventPlan, eventId: number, at: Date, isOpen: boolean): Promise<void> {
  const able = city.people.filter(({ post }) => plan.posts.includes(post))
  const isFirst = ({ name }: { readonly name: string }) => Number(name === canary.name)
  const fit = oneOfEachInTurn(able.toSorted((a, b) => isFirst(b) - isFirst(a))).slice(0, plan.entrants)
  const operator = await city.as("contest2", at)
  const ids: number[] = []
  for (const { id } of fit) {
    const entered = await enterPerson(operator, eventId, { person: id, team: plan.teams ? "代表队" : "" })
    if (entered.ok) ids.push(entered.value)
  }
  const approved = isOpen ? ids.slice(0, -3) : ids
  done(await approveEntries(await city.as("contest", at), eventId, approved))
}

async function draw(city: City, eventId: number, at: Date): Promise<void> {
  const officer = await city.as("contest", at)
  done(await prepareDraw(officer, eventId, seededBytes(`draw ${eventId}`)(32)))
  done(await drawCodes(officer, eventId, "A"))
  if ((await entriesOf(city.db, eventId)).length === 0) throw new Error("nobody drew a code")
}

/** The first of every unit, then the second of every unit, and so on. */
function oneOfEachInTurn<P extends { readonly unit: string }>(people: readonly P[]): P[] {
  const seen = new Map<string, number>()
  const turns = people.map((person) => {
    const turn = seen.get(person.unit) ?? 0
    seen.set(person.unit, turn + 1)
    return { person, turn }
  })
  return turns.toSorted((a, b) => a.turn - b.turn).map(({ person }) => person)
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
