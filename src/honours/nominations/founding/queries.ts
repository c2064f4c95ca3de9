import { and, asc, eq, inArray, isNull, lte, ne, sql } from "drizzle-orm"
import { reachOf } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { honours, nominations, people, placings, programmes, registerEntries, units } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { lineOf, peopleWhere } from "#directory/people/queries.ts"
import type { Definition } from "../../programmes/definition.ts"
import { type Held, reasonsAgainst } from "../../programmes/eligibility.ts"
import { foundationFor } from "../../programmes/foundations.ts"
import {
  type Allotment,
  allotmentsOf,
  definitionOf,
  findProgramme,
  type OfferedHonour,
  offeredHonours,
  type SeenProgramme,
} from "../../programmes/queries.ts"
import { takesNominations } from "../../programmes/window.ts"
import { vetoesOf } from "../../vetoes/queries.ts"
import { profileFrom } from "../papers/profile.ts"
import { type PublishedResult, resultsNear } from "./results/queries.ts"
import { type Bar, bestPlacings, type Winner } from "./winners.ts"

/** A programme that the actor keeps, as it draws from contests or does not. */
export type Drawing = SeenProgramme & { readonly definition: Definition }

export async function findDrawing(scope: Scope, slug: string): Promise<Drawing | undefined> {
  const seen = await findProgramme(scope, slug)
  if (!seen) return undefined
  const { definition } = await definitionOf(scope, seen.programme)
  return { ...seen, definition }
}

/** Lines of published results that could qualify, in the order of the results and their places. */
const placedIn = ({ db }: Scope, versionIds: readonly number[], last: number) =>
  db
    .select({
      placingId: placings.id,
      versionId: placings.resultVersionId,
      entryId: placings.entryId,
      personId: placings.personId,
      place: placings.place,
      tied: placings.tied,
      prize: placings.prize,
    })
    .from(placings)
    .where(and(inArray(placings.resultVersionId, [...versionIds]), lte(placings.place, last)))
    .orderBy(asc(placings.place), asc(placings.position))

async function facts(scope: Scope, { programme, definition }: Drawing, personIds: readonly number[]) {
  const { db, keys } = scope
  const rows = await peopleWhere(scope, inArray(people.id, [...personIds]))
  const lines = rows.map((row) => lineOf(keys, row))
  const unitIds = lines.map(({ unitId }) => unitId)
  const own = await db.select().from(units).where(inArray(units.id, unitIds))
  const held = await db
    .select({
      personId: registerEntries.personId,
      honour: honours.slug,
      level: honours.level,
      recipient: honours.recipientKind,
      year: registerEntries.year,
    })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .where(and(inArray(registerEntries.personId, [...personIds]), isNull(registerEntries.revokedAt)))
  const there = await db
    .select({
      id: nominations.id,
      personId: nominations.personId,
      placingId: nominations.placingId,
      state: nominations.state,
    })
    .from(nominations)
    .where(and(eq(nominations.programmeId, programme.id), ne(nominations.state, "withdrawn")))
  return {
    people: new Map(lines.map((line) => [line.id, line])),
    units: new Map(own.map((unit) => [unit.id, unit])),
    held: Map.groupBy(
      held.flatMap(({ year, ...one }) => (year === null ? [] : [{ ...one, year }])),
      ({ personId }) => personId,
    ),
    there: new Map(there.map((one) => [one.personId, one])),
    vetoes: await vetoesOf(scope, own),
    allotments: await allotmentsOf(scope, programme.id),
    offered: await offeredHonours(scope, definition),
  }
}
type Facts = Awaited<ReturnType<typeof facts>>

/** Whose seat it is: of the nearest unit above with seats; ring-fenced ones need none and then go by the honours office. */
export function recommenderFor(
  all: readonly Allotment[],
  path: string,
  honour: OfferedHonour,
  fenced: number | undefined,
): number | undefined {
  const above = all.filter(({ unitPath }) => path.startsWith(unitPath))
  const nearest = above.toSorted((a, b) => b.unitPath.length - a.unitPath.length)[0]
  const own = above.find((one) => one.unitId === nearest?.unitId && one.honourId === honour.id)
  return own?.unitId ?? fenced
}

type Row = Awaited<ReturnType<typeof placedIn>>[number] & { readonly result: PublishedResult }

function winnerOf(scope: Scope, drawing: Drawing, known: Facts, row: Row, best: ReadonlySet<number>) {
  const { programme, definition, office } = drawing
  const rule = foundationFor(definition.foundations, { ...row.result, place: row.place }, programme.year)
  const person = known.people.get(row.personId)
  const unit = person && known.units.get(person.unitId)
  const honour = known.offered.find(({ slug }) => slug === rule?.honour)
  if (!rule || !person || !unit || !honour) return []
  const seat = programme.batch === "ring_fenced" ? "ring_fenced" : rule.seat
  const fenced = seat === "ring_fenced" ? office.id : undefined
  const recommendingUnitId = recommenderFor(known.allotments, unit.path, honour, fenced)
  const profile = profileFrom({ honour: honour.slug, recipient: "person", unit, person, isFounded: true }, {})
  const held: readonly Held[] = known.held.get(person.id) ?? []
  const vetoes = known.vetoes.get(unit.path) ?? []
  const { identityKind } = person
  const base = { profile, standings: [], held, vetoes, identityKind }
  const candidate = { ...base, inPool: held.length > 0, hasContribution: false }
  const isOutside = !unit.path.startsWith(office.path)
  const found: [Bar, boolean][] = [
    ["not_open", !takesNominations(programme, scope.now)],
    ["in_correction", row.result.isInCorrection],
    ["outside", isOutside],
    ["no_seats", !isOutside && recommendingUnitId === undefined],
    ["elsewhere", !best.has(row.placingId)],
  ]
  const bars = found.flatMap(([bar, holds]) => (holds ? [bar] : []))
  const reasons = reasonsAgainst(definition.eligibility, candidate, programme.year)
  const there = known.there.get(person.id)
  const winner: Winner<Row> = { ...row, rule, there, bars, reasons }
  return [{ ...winner, person, unit, honour, seat, recommendingUnitId: recommendingUnitId ?? 0 }]
}

/** Everybody whom published contest results put forward for the programme; in a fixed number of queries. */
export async function winnersFor(scope: Scope, drawing: Drawing, eventId?: number) {
  const { founded, foundations } = drawing.definition
  const results = (await resultsNear(scope, drawing)).filter((one) => !eventId || one.eventId === eventId)
  if (founded === "never" || foundations.length === 0 || results.length === 0) return []
  const byVersion = new Map(results.map((result) => [result.versionId, result]))
  const last = Math.max(...foundations.map(({ place }) => place))
  const rows = (await placedIn(scope, [...byVersion.keys()], last)).flatMap((row): Row[] => {
    const result = byVersion.get(row.versionId)
    const qualifies = result && foundationFor(foundations, { ...result, place: row.place }, drawing.programme.year)
    return qualifies ? [{ ...row, result }] : []
  })
  if (rows.length === 0) return []
  const personIds = [...new Set(rows.map(({ personId }) => personId))]
  const known = await facts(scope, drawing, personIds)
  const best = bestPlacings(rows)
  return rows.flatMap((row) => winnerOf(scope, drawing, known, row, best))
}
export type WinnerLine = Awaited<ReturnType<typeof winnersFor>>[number]

/** Open programmes of the actor's that draw from contests, the newest first. */
export async function drawingsOf(scope: Scope) {
  if (reachOf(scope.actor, "programmes.keep").length === 0) return []
  const drawing = sql`exists (select 1 from programme_definitions d where d.programme_id = ${programmes.id}
    and d.definition ->> 'founded' <> 'never' and d.number =
    (select max(n.number) from programme_definitions n where n.programme_id = d.programme_id))`
  return scope.db
    .select({ programme: programmes, unitName: units.name })
    .from(programmes)
    .innerJoin(units, eq(units.id, programmes.unitId))
    .where(and(withinReach(scope.actor, "programmes.keep"), eq(programmes.state, "open"), drawing))
    .orderBy(sql`${programmes.id} desc`)
}
