import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { nominationActs, nominations } from "#db/schema/index.ts"
import type { StepParty } from "#db/words.ts"
import { dayAfter, dayOf } from "#lib/dates.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { calendarOf } from "#notices/calendar/queries.ts"
import { endsAt, lastDay } from "#notices/calendar/working-days.ts"
import type { Step } from "../../programmes/steps.ts"
import { moveCourse } from "../course/course.ts"
import type { Course, Move } from "../course/moves.ts"
import type { Signer } from "../course/route.ts"
import { currentStanding } from "../course/standing.ts"
import { leaveNotices } from "../levels/commands.ts"
import { actsOf, courseOf, findNomination, type Nominated, nominationById, profileOf, stepsFor } from "../queries.ts"
import { mayMove, partyToAsk, signsTwice, takesPart } from "./permission.ts"
import { type Colleague, colleaguesFor } from "./queries.ts"

type NominationRow = Nominated["nomination"]

/** A move with what is said to it. */
export type Asked = {
  readonly move: Move
  readonly version: number
  readonly words?: string
  /** Until when a return is to be answered; without one nothing becomes overdue. */
  readonly deadline?: Date | null
  /** For the history: votes, counts, a document; never personal data. */
  readonly facts?: Readonly<Record<string, unknown>>
  /** In whose name, where whoever acts has no account: a department behind its link, a committee. */
  readonly name?: string
}

/** A nomination on its route, locked until the transaction ends: whoever comes second sees what the first did. */
export type Locked = { readonly found: Nominated; readonly steps: readonly Step[]; readonly course: Course }

/** Makes a move on the nomination's own page: by the unit, the recommending unit, or the honours office. */
export const moveNomination = (scope: Scope, id: number, asked: Asked) =>
  transact(scope, async (inner): Promise<Result<NominationRow>> => {
    const seen = await findNomination(inner, id)
    const locked = seen && takesPart(inner.actor, seen.places) ? await lockNomination(inner, id) : undefined
    if (!locked) return refuse({ code: "not_found" })
    const { found, steps, course } = locked
    if (found.nomination.version !== asked.version) return refuse({ code: "stale" })
    const { move } = asked
    if (move.move === "sign" && signsTwice(inner.actor, steps, course, move.signer))
      return refuse({ code: "four_eyes" })
    if (!mayMove(inner.actor, found.places, steps, course, move)) return refuse({ code: "not_permitted" })
    return makeMove(inner, locked, asked)
  })

/** Hands the task of a signer to one colleague who may speak for the same party; from then on it is theirs alone. */
export const handOver = (scope: Scope, id: number, given: { signer: string; account: number; version: number }) =>
  transact(scope, async (inner): Promise<Result<NominationRow>> => {
    const found = await findNomination(inner, id)
    const locked = found && takesPart(inner.actor, found.places) ? await lockNomination(inner, id) : undefined
    if (!locked) return refuse({ code: "not_found" })
    const signer = currentStanding(locked.steps, locked.course)?.unsigned.find(({ key }) => key === given.signer)
    const colleague =
      signer && (await colleaguesFor(inner, locked.found.places, signer.by)).find((one) => one.id === given.account)
    if (!signer || !colleague) return refuse({ code: "no_colleague", field: "account" })
    const move: Move = { move: "transfer", signer: given.signer, to: signerFor(colleague, signer.by) }
    if (!mayMove(inner.actor, locked.found.places, locked.steps, locked.course, move))
      return refuse({ code: "not_permitted" })
    return makeMove(inner, locked, { move, version: given.version })
  })

const signerFor = ({ id, name }: Colleague, by: StepParty): Signer => ({
  ...{ key: `account_${id}`, title: { zh: name, en: name }, by },
})

/** Asks one colleague to sign at the step, too, where a review is signed on the nomination's own page (加签). */
export const askAlso = (scope: Scope, id: number, given: { account: number; version: number; words: string }) =>
  transact(scope, async (inner): Promise<Result<NominationRow>> => {
    const found = await findNomination(inner, id)
    const locked = found && takesPart(inner.actor, found.places) ? await lockNomination(inner, id) : undefined
    if (!locked) return refuse({ code: "not_found" })
    const by = partyToAsk(locked.steps, locked.course)
    const colleague = (await colleaguesFor(inner, locked.found.places, by)).find((one) => one.id === given.account)
    if (!colleague) return refuse({ code: "no_colleague", field: "account" })
    const move: Move = { move: "add_signer", to: signerFor(colleague, by) }
    if (!mayMove(inner.actor, locked.found.places, locked.steps, locked.course, move))
      return refuse({ code: "not_permitted" })
    return makeMove(inner, locked, { move, version: given.version, words: given.words })
  })

/** Finds and locks a nomination inside the caller's transaction; whom it concerns is for the caller to ask. */
export async function lockNomination(scope: Scope, id: number): Promise<Locked | undefined> {
  const { db } = scope
  await db.select({ id: nominations.id }).from(nominations).where(eq(nominations.id, id)).for("no key update")
  const found = await nominationById(db, id)
  if (!found) return undefined
  const steps = await stepsFor(db, found.nomination, profileOf(found.nomination))
  return { found, steps, course: courseOf(found.nomination, await actsOf(db, id)) }
}

/**
 * Makes a move inside the transaction of a caller that has locked the nomination and asked who may: the one way in
 * which a nomination ever moves, for opinions, notices, ballots and decisions as for its own page.
 */
export async function makeMove(scope: Scope, locked: Locked, asked: Asked): Promise<Result<NominationRow>> {
  const { nomination, programme } = locked.found
  if (nomination.version !== asked.version) return refuse({ code: "stale" })
  if (programme.state !== "open" && programme.state !== "reviewing") return refuse({ code: "programme_shut" })
  const moved = moveCourse(locked.steps, locked.course, asked.move)
  return moved.ok ? keepMove(scope, locked, asked, moved.value) : moved
}

/** Whoever ends so is put forward no longer; who was passed over may yet be called up. */
const leaves: readonly NominationRow["state"][] = ["withdrawn", "rejected", "lost"]

async function keepMove(scope: Scope, locked: Locked, asked: Asked, after: Course): Promise<Result<NominationRow>> {
  const { nomination } = locked.found
  const act = after.acts.at(-1)
  if (!act) throw new Error("a move without an act")
  const [saved] = await scope.db
    .update(nominations)
    .set({ ...(await placeAfter(scope, locked, asked, after)), version: nomination.version + 1 })
    .where(and(eq(nominations.id, nomination.id), eq(nominations.version, nomination.version)))
    .returning()
  if (!saved) return refuse({ code: "stale" })
  const { stepKey, round, move, signer, verdict } = act
  const facts = { ...act.facts, ...asked.facts, ...(nomination.dueAt ? { due: nomination.dueAt.toISOString() } : {}) }
  await scope.db.insert(nominationActs).values({
    ...{ nominationId: nomination.id, stepKey, round, move, signer, verdict, facts },
    words: asked.words ?? "",
    byAccountId: scope.actor.kind === "account" ? scope.actor.accountId : null,
    byName: asked.name ?? (scope.actor.kind === "account" ? scope.actor.name : ""),
    at: scope.now,
  })
  if (leaves.includes(saved.state)) {
    const left = await leaveNotices(scope, saved)
    if (!left.ok) return left
  }
  const told = { step: stepKey, round, ...(signer ? { signer } : {}), ...(verdict ? { verdict } : {}) }
  await record(scope, `nomination.${move}`, { kind: "nomination", id: nomination.id }, { ...told, to: after.stepKey })
  return ok(saved)
}

/** Where it stands afterwards, and until when: a step's deadline begins anew whenever the step does. */
async function placeAfter(scope: Scope, { steps, course }: Locked, { move, deadline }: Asked, after: Course) {
  const { state, stepKey, round } = after
  const isSame = stepKey === course.stepKey && round === course.round && state === course.state
  if (isSame) return { state, stepKey, round }
  if (state !== "underway") return { state, stepKey, round, dueAt: null }
  const before = course.acts.at(-1)?.facts.due
  if (move.move === "take_back")
    return { state, stepKey, round, dueAt: typeof before === "string" ? new Date(before) : null }
  const step = steps.find(({ key }) => key === stepKey)
  const dueAt = move.move === "return" ? (deadline ?? null) : await dueOf(scope, step)
  return { state, stepKey, round, dueAt }
}

/** The end of a step's last working day, the next day being the first; a notice has a length, and no deadline. */
async function dueOf(scope: Scope, step: Step | undefined): Promise<Date | null> {
  if (!step?.workingDays || step.kind === "unit_notice" || step.kind === "public_notice") return null
  const first = dayAfter(dayOf(scope.now))
  return endsAt(lastDay(first, step.workingDays, await calendarOf(scope)), "24:00")
}
