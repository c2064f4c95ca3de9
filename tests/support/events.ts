import { eq } from "drizzle-orm"
import type { Rules } from "#competition/contests/scheme.ts"
import { decode, publish } from "#competition/results/commands.ts"
import { listWitnesses } from "#competition/results/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import { contests, entries, eventRules, events, marks, type RuleTitles, seats } from "#db/schema/index.ts"
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
type Facts = {
  readonly slug: string
  readonly contestState?: ContestState
  readonly state?: EventState
  readonly showsJudgeMarks?: boolean
  readonly rules?: Rules
}

/** A contest with one event of four, and rules; nobody has entered yet. */
export async function makeEvent(db: Db, host: Unit, facts: Facts) {
  const [contest] = await db
    .insert(contests)
    .values({
      hostUnitId: host.id,
      slug: facts.slug,
      titleZh: `江城市职工技能大赛${facts.slug}`,
      titleEn: `Jiangcheng Skills Contest ${facts.slug}`,
      hosts: "江城市总工会",
      tier: "市级一类",
      approvalBasis: "江工发〔2026〕3号",
      place: "江城技师学院",
      startsOn: "2026-04-10",
      endsOn: "2026-04-12",
      registrationOpensAt: createdAt,
      registrationClosesAt: createdAt,
      state: facts.contestState ?? "announced",
      createdAt,
    })
    .returning()
  if (!contest) throw new Error("no contest")
  const [event] = await db
    .insert(events)
    .values({
      contestId: contest.id,
      code: "fitter",
      titleZh: "钳工",
      titleEn: "Fitter",
      entrantGroup: "worker",
      eligibility: {},
      showsJudgeMarks: facts.showsJudgeMarks ?? true,
      state: facts.state ?? "judging",
      createdAt,
    })
    .returning()
  if (!event) throw new Error("no event")
  const rules = { rules: facts.rules ?? tradeRules, titles: tradeTitles, reason: "首次制定" }
  await db.insert(eventRules).values({ eventId: event.id, number: 1, ...rules, createdAt })
  return { contest, event }
}

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
}

/** Somebody of a unit who entered, with a code and the marks they got. */
export async function makeEntry(db: Db, { event }: MadeEvent, unit: Unit, panel: readonly number[], given: Entrant) {
  const person = await makePerson(db, unit, given.name)
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
export async function publishAtOnce(scope: Scope, { event }: MadeEvent): Promise<void> {
  await scope.db.update(events).set({ state: "signed" }).where(eq(events.id, event.id))
  const [contest] = await scope.db.select().from(contests).where(eq(contests.id, event.contestId))
  if (!contest) throw new Error("no contest")
  const [witness] = await listWitnesses(scope, { contest, hostPath: "" })
  const decoded = await decode(scope, { eventId: event.id, version: event.version, witnessId: witness?.id ?? 0 })
  if (!decoded.ok) throw new Error(decoded.refusal.code)
  const given = { eventId: event.id, version: decoded.value.version, reason: "首次公布" }
  const published = await publish(scope, given)
  if (!published.ok) throw new Error(published.refusal.code)
}
