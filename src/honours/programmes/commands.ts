import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { programmeDefinitions, programmes } from "#db/schema/index.ts"
import { findUnit } from "#directory/organisations/queries.ts"
import { addHonour } from "#honours/register/commands.ts"
import type { HonourForm } from "#honours/register/forms.ts"
import { isSlug } from "#honours/register/slug.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { nominationsUnder } from "./allotments/queries.ts"
import { checkDefinition, partsOf } from "./check.ts"
import type { Definition } from "./definition.ts"
import {
  allotmentsOf,
  definitionOf,
  findProgramme,
  knownHonours,
  type ProgrammeRow,
  type SeenProgramme,
} from "./queries.ts"
import { readiness } from "./readiness.ts"
import { withHonours } from "./renaming.ts"
import { mayChange, needsReason, type ProgrammeMove, programmeAfter } from "./workflow.ts"

export type ProgrammeFacts = Pick<ProgrammeRow, "titleZh" | "titleEn" | "year" | "opensAt" | "closesAt">
export type NewProgramme = ProgrammeFacts & Pick<ProgrammeRow, "slug" | "unitId" | "batch">
/** A definition, and the honours that it names: those of the register by slug, or one to be set up. */
export type Start = {
  readonly definition: Definition
  readonly names: Readonly<Record<string, string | HonourForm>>
}

const makerOf = ({ actor }: Scope) => (actor.kind === "account" ? actor.accountId : null)

async function honourSlugs(scope: Scope, names: Start["names"]): Promise<Result<Record<string, string>>> {
  const slugs: Record<string, string> = {}
  for (const [name, given] of Object.entries(names)) {
    const made = typeof given === "string" ? undefined : await addHonour(scope, given)
    if (made && !made.ok) return made
    slugs[name] = typeof given === "string" ? given : given.slug
  }
  return ok(slugs)
}

async function addDefinition(
  scope: Scope,
  programmeId: number,
  number: number,
  definition: Definition,
  reason: string,
) {
  const [row] = await scope.db
    .insert(programmeDefinitions)
    .values({ programmeId, number, definition, reason, createdBy: makerOf(scope), createdAt: scope.now })
    .onConflictDoNothing({ target: [programmeDefinitions.programmeId, programmeDefinitions.number] })
    .returning({ id: programmeDefinitions.id, number: programmeDefinitions.number })
  return row
}

/** Makes a programme, in draft, run by a unit within the actor's reach, from a preset or an earlier programme. */
export const createProgramme = (scope: Scope, given: NewProgramme, start: Start) =>
  transact(scope, async (inner): Promise<Result<ProgrammeRow>> => {
    if (!isSlug(given.slug)) return refuse({ code: "not_a_slug", field: "slug" })
    if (!(await findUnit(inner, given.unitId, "programmes.keep")))
      return refuse({ code: "office_out_of_reach", field: "unitId" })
    const slugs = await honourSlugs(inner, start.names)
    if (!slugs.ok) return slugs
    const definition = withHonours(start.definition, slugs.value)
    if (checkDefinition(definition, await knownHonours(inner)).length > 0) return refuse({ code: "definition_invalid" })
    const [made] = await inner.db
      .insert(programmes)
      .values({ ...given, createdAt: scope.now })
      .onConflictDoNothing({ target: programmes.slug })
      .returning()
    if (!made) return refuse({ code: "programme_slug_taken", field: "slug" })
    await addDefinition(inner, made.id, 1, definition, "set-up")
    await record(inner, "programme.create", { kind: "programme", id: made.id }, { slug: made.slug })
    return ok(made)
  })

/** Finds a programme and holds it, so that its state stands until the transaction ends. */
async function hold(scope: Scope, slug: string): Promise<SeenProgramme | undefined> {
  const found = await findProgramme(scope, slug)
  if (!found) return undefined
  const [programme] = await scope.db
    .select()
    .from(programmes)
    .where(eq(programmes.id, found.programme.id))
    .for("no key update")
  return programme && { ...found, programme }
}

/** Raises the version with a change; of two who saw the same the second is refused. */
export async function saveProgramme(
  scope: Scope,
  id: number,
  seen: number,
  facts: Partial<ProgrammeRow>,
): Promise<Result<ProgrammeRow>> {
  const [saved] = await scope.db
    .update(programmes)
    .set({ ...facts, version: seen + 1 })
    .where(and(eq(programmes.id, id), eq(programmes.version, seen)))
    .returning()
  return saved ? ok(saved) : refuse({ code: "stale" })
}

/** Changes the titles, the year and the calendar. */
export const changeProgramme = (scope: Scope, slug: string, seen: number, facts: ProgrammeFacts) =>
  transact(scope, async (inner): Promise<Result<ProgrammeRow>> => {
    const found = await hold(inner, slug)
    if (!found) return refuse({ code: "not_found" })
    if (!mayChange(found.programme.state)) return refuse({ code: "programme_fixed" })
    const { opensAt, closesAt } = facts
    const isOpen = found.programme.state !== "draft"
    if (isOpen && (!opensAt || !closesAt))
      return refuse({ code: "calendar_needed", field: opensAt ? "closesAt" : "opensAt" })
    if (opensAt && closesAt && closesAt <= opensAt) return refuse({ code: "closes_before_opening", field: "closesAt" })
    const saved = await saveProgramme(inner, found.programme.id, seen, facts)
    if (!saved.ok) return saved
    await record(
      inner,
      "programme.change",
      { kind: "programme", id: saved.value.id },
      {
        year: facts.year,
        opensAt: opensAt?.toISOString() ?? "",
        closesAt: closesAt?.toISOString() ?? "",
      },
    )
    return saved
  })

export type DefinitionChange = { readonly seen: number; readonly reason: string; readonly definition: Definition }

/** Seats, steps and honours that something stands on already stay. */
async function inUse(scope: Scope, programme: ProgrammeRow, next: Definition): Promise<Refusal | undefined> {
  const allotted = await allotmentsOf(scope, programme.id)
  for (const { honour } of allotted) {
    const offered = next.honours.find((one) => one.honour === honour)
    const seats = allotted.filter((one) => one.honour === honour).reduce((sum, one) => sum + one.seats, 0)
    if (!offered) return { code: "honour_allotted", honour }
    if (offered.seats < seats) return { code: "seats_allotted", honour, seats }
  }
  const types = new Set(allotted.flatMap(({ typed }) => Object.keys(typed)))
  const lost = [...types].find((type) => !next.seatTypes.some(({ key }) => key === type))
  if (lost) return { code: "seat_type_allotted", type: lost }
  const { steps } = await nominationsUnder(scope.db, programme.id)
  const gone = steps.find((step) => step && !next.route.some(({ key }) => key === step))
  return gone ? { code: "step_in_use", step: gone } : undefined
}

/** Gives a programme a new definition under the next number; once it is open, only with a reason. */
export const changeDefinition = (scope: Scope, slug: string, { seen, reason, definition }: DefinitionChange) =>
  transact(scope, async (inner): Promise<Result<{ number: number }>> => {
    const found = await hold(inner, slug)
    if (!found) return refuse({ code: "not_found" })
    const { programme } = found
    if (!mayChange(programme.state)) return refuse({ code: "programme_fixed" })
    const before = await definitionOf(inner, programme)
    if (before.number !== seen) return refuse({ code: "definition_stale", number: before.number })
    if (needsReason(programme.state) && !reason) return refuse({ code: "definition_reason_missing", field: "reason" })
    const [problem] = checkDefinition(definition, await knownHonours(inner))
    if (problem) return refuse({ ...problem, code: `definition_${problem.code}` })
    const used = await inUse(inner, programme, definition)
    if (used) return refuse(used)
    const row = await addDefinition(inner, programme.id, seen + 1, definition, reason || "set-up")
    if (!row) return refuse({ code: "definition_stale", number: seen + 1 })
    const subject = { kind: "programme", id: programme.id }
    await record(inner, "programme.change_definition", subject, { number: row.number, reason })
    return ok({ number: row.number })
  })

async function blocking(scope: Scope, programme: ProgrammeRow, move: ProgrammeMove): Promise<Refusal | undefined> {
  if (move === "decide") {
    const { underway } = await nominationsUnder(scope.db, programme.id)
    return underway > 0 ? { code: "nominations_underway", count: underway } : undefined
  }
  if (move !== "open") return undefined
  const { definition } = await definitionOf(scope, programme)
  const cells = await allotmentsOf(scope, programme.id)
  const allotted = {
    seats: cells.reduce((sum, { seats }) => sum + seats, 0),
    units: new Set(cells.map(({ unitId }) => unitId)).size,
  }
  const faulty = partsOf(checkDefinition(definition, await knownHonours(scope)))
  const tasks = readiness({ ...programme, definition, allotted, faulty })
  const missing = tasks.filter(({ state }) => state === "missing").map(({ part }) => part)
  return missing.length > 0 ? { code: "programme_incomplete", parts: missing } : undefined
}

/** Moves a programme on: opens it, ends nominations, opens them again, notes the decision, archives it. */
export const moveProgramme = (scope: Scope, slug: string, seen: number, move: ProgrammeMove) =>
  transact(scope, async (inner): Promise<Result<ProgrammeRow>> => {
    const found = await hold(inner, slug)
    if (!found) return refuse({ code: "not_found" })
    const { programme } = found
    const state = programmeAfter(programme.state, move)
    if (!state) return refuse({ code: "wrong_state" })
    const refusal = await blocking(inner, programme, move)
    if (refusal) return refuse(refusal)
    const moved = await saveProgramme(inner, programme.id, seen, { state })
    if (!moved.ok) return moved
    await record(
      inner,
      `programme.${move}`,
      { kind: "programme", id: programme.id },
      { from: programme.state, to: state },
    )
    return moved
  })
