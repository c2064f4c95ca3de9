import { eq } from "drizzle-orm"
import { findEvent } from "#competition/contests/queries.ts"
import type { Rules } from "#competition/contests/scheme.ts"
import { decode, publish } from "#competition/results/commands.ts"
import { listWitnesses } from "#competition/results/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import { contests, entries, eventRules, events, marks, type people, type RuleTitles, seats } from "#db/schema/index.ts"
import type { ContestState, EntryStatus, EventState } from "#db/words.ts"
import { makePerson } from "./people.ts"

const createdAt = new Date("2026-03-01T00:00:00Z")

/** Theory 30 %, and a panel of three for the practice 70 %; two first prizes and one second. */
export const tradeRules: Rules = {
  scheme: {
    key: "total",
    kind: "sum",
    parts: [
      { key: "theory", kind: "measured", max: "100", weight: "0.3" },
      { key: "practice", kind: "judged", judges: 3, combine: "mean", max: "100", weight: "0.7" },
    ],
  },
  ranking: {
    order: [
      { by: "total", direction: "desc" },
      { by: "value:minutes", direction: "asc" },
    ],
    places: "skip",
  },
  prizes: [
    { name: "first", count: 2 },
    { name: "second", count: 1 },
  ],
}

export const tradeTitles: RuleTitles = {
  nodes: {
    total: { zh: "总成绩", en: "Overall" },
    theory: { zh: "理论", en: "Theory" },
    practice: { zh: "实操", en: "Practice" },
  },
  values: { minutes: { zh: "用时", en: "Minutes" } },
  prizes: { first: { zh: "一等奖", en: "First prize" }, second: { zh: "二等奖", en: "Second prize" } },
}

type Unit = { readonly id: number; readonly path: string }
type Base = {
  readonly contest?: Partial<typeof contests.$inferInsert>
  readonly event?: Partial<typeof events.$inferInsert>
  readonly rules?: Partial<typeof eventRules.$inferInsert>
}

/** An announced contest with one event and its rules, and whatever a test wants otherwise. */
export async function makeBareEvent(
  db: Db,
  host: { id: number },
  { contest: own, event: its, rules: book }: Base = {},
) {
  const [contest] = await db
    .insert(contests)
    .values({ ...plainContest, hostUnitId: host.id, slug: `contest-${host.id}`, ...own })
    .returning()
  if (!contest) throw new Error("no contest")
  const [event] = await db
    .insert(events)
    .values({ ...plainEvent, contestId: contest.id, ...its })
    .returning()
  if (!event) throw new Error("no event")
  await db.insert(eventRules).values({ ...plainRules, eventId: event.id, ...book })
  return { contest, event }
}

const plainContest = {
  titleZh: "职工技能大赛",
  titleEn: "Skills contest",
  hosts: "",
  tier: "",
  approvalBasis: "",
  place: "江城",
  startsOn: "2026-05-01",
  endsOn: "2026-05-03",
  registrationOpensAt: createdAt,
  registrationClosesAt: createdAt,
  state: "announced" as const,
  createdAt,
}
const plainEvent = {
  code: "fitter",
  titleZh: "钳工",
  titleEn: "Fitter",
  entrantGroup: "worker" as const,
  eligibility: {},
  createdAt,
}
const plainRules = { number: 1, rules: {}, titles: { nodes: {}, values: {}, prizes: {} }, reason: "", createdAt }

type Facts = {
  readonly slug: string
  readonly contestState?: ContestState
  readonly state?: EventState
  readonly showsJudgeMarks?: boolean
  readonly rules?: Rules
  readonly promotions?: RuleTitles["promotions"]
}

/** A contest with one event of the trade, and rules; nobody has entered yet. */
export const makeEvent = (db: Db, host: Unit, facts: Facts) =>
  makeBareEvent(db, host, {
    contest: {
      slug: facts.slug,
      titleZh: `江城市职工技能大赛${facts.slug}`,
      titleEn: `Jiangcheng Skills Contest ${facts.slug}`,
      hosts: "江城市总工会",
      tier: "市级一类",
      approvalBasis: "江工发〔2026〕3号",
      place: "江城技师学院",
      startsOn: "2026-04-10",
      endsOn: "2026-04-12",
      state: facts.contestState ?? "announced",
    },
    event: { showsJudgeMarks: facts.showsJudgeMarks ?? true, state: facts.state ?? "judging" },
    rules: {
      rules: facts.rules ?? tradeRules,
      titles: { ...tradeTitles, ...(facts.promotions && { promotions: facts.promotions }) },
      reason: "首次制定",
    },
  })

export type MadeEvent = Awaited<ReturnType<typeof makeEvent>>

/** The panel of three with the aliases J1 to J3. */
export async function makePanel(db: Db, { event }: MadeEvent): Promise<number[]> {
  const made = await db
    .insert(seats)
    .values(
      ["J1", "J2", "J3"].map((alias) => ({
        eventId: event.id,
        role: "judge" as const,
        alias,
        slots: ["practice"],
        validUntil: new Date("2027-01-01T00:00:00Z"),
        createdAt,
      })),
    )
    .returning({ id: seats.id })
  return made.map(({ id }) => id)
}

type Entrant = {
  readonly code: string
  readonly name: string
  readonly theory?: string
  readonly practice?: readonly string[]
  readonly minutes?: string
  readonly status?: EntryStatus
  /** What else stands in the file of whoever entered. */
  readonly facts?: Partial<typeof people.$inferInsert>
}

/** Somebody of a unit who entered, with a code and the marks they got. */
export async function makeEntry(db: Db, { event }: MadeEvent, unit: Unit, panel: readonly number[], given: Entrant) {
  const person = await makePerson(db, unit, given.name, given.facts)
  const [entry] = await db
    .insert(entries)
    .values({
      eventId: event.id,
      unitId: unit.id,
      personId: person.id,
      registration: "approved",
      code: given.code,
      status: given.status ?? "competed",
      createdAt,
    })
    .returning()
  if (!entry) throw new Error("no entry")
  const cells = [
    ...(given.theory ? [{ slot: "theory", seatId: null, value: given.theory }] : []),
    ...(given.minutes ? [{ slot: "value:minutes", seatId: null, value: given.minutes }] : []),
    ...(given.practice ?? []).map((value, at) => ({ slot: "practice", seatId: panel[at] ?? null, value })),
  ]
  if (cells.length > 0)
    await db
      .insert(marks)
      .values(
        cells.map((cell) => ({ ...cell, eventId: event.id, entryId: entry.id, version: 1, updatedAt: createdAt })),
      )
  return { ...entry, name: person.name }
}

/** Signs an event without a head judge, opens its codes before the first witness there is, and publishes it. */
export async function publishAtOnce(
  scope: Scope,
  { event }: MadeEvent,
  visibleFrom: Date | null = null,
): Promise<void> {
  await scope.db.update(events).set({ state: "signed" }).where(eq(events.id, event.id))
  const managed = await findEvent(scope, event.id)
  if (!managed) throw new Error("not the actor's event")
  const [witness] = await listWitnesses(scope, managed)
  const decoded = await decode(scope, { eventId: event.id, version: event.version, witnessId: witness?.id ?? 0 })
  if (!decoded.ok) throw new Error(decoded.refusal.code)
  const given = { eventId: event.id, version: decoded.value.version, reason: "首次公布", visibleFrom }
  const published = await publish(scope, given)
  if (!published.ok) throw new Error(published.refusal.code)
}
