import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, max, or, type SQL } from "drizzle-orm"
import { abilities } from "#accounts/abilities.ts"
import { actorOfAccount } from "#accounts/actors.ts"
import type { Scope } from "#db/db.ts"
import { accounts, duties, nominationReminders, nominations, people, programmes, units } from "#db/schema/index.ts"
import type { AccountActor } from "#lib/actor.ts"
import type { Definition } from "../../programmes/definition.ts"
import { definitionsRunning } from "../../programmes/definitions/queries.ts"
import { pathsAbove } from "../../programmes/queries.ts"
import { routeFor } from "../course/route.ts"
import { isWithUnit } from "../course/standing.ts"
import { type Nominated, nominated, profileOf } from "../queries.ts"
import { isNearest, pathsFor } from "../waiting/nearest.ts"
import { signaturesWaiting, staffed } from "../waiting/queries.ts"
import { isTold, window } from "./window.ts"

export type Due = { readonly id: number; readonly dueAt: Date }
type Found = Nominated & Due & { readonly isWithUnit: boolean }

/** Of papers that nobody has submitted yet, the deadline is the end of the selection's window. */
export const deadlineOf = ({ nomination, programme }: Pick<Nominated, "nomination" | "programme">): Date | null =>
  nomination.state === "draft" ? programme.closesAt : nomination.dueAt

/** All nominations whose deadline is near or has just passed; a draft only while it can still be submitted. */
export async function nominationsDue(scope: Scope): Promise<Found[]> {
  const from = new Date(scope.now.getTime() - window.after)
  const until = new Date(scope.now.getTime() + window.before)
  const definitions = await definitionsRunning(scope)
  const underway = and(eq(nominations.state, "underway"), gt(nominations.dueAt, from), lte(nominations.dueAt, until))
  const closing = and(gt(programmes.closesAt, scope.now), lte(programmes.closesAt, until))
  const draft = and(eq(nominations.state, "draft"), eq(programmes.state, "open"), closing)
  const rows = await nominated(scope.db)
    .where(and(or(underway, draft), inArray(programmes.id, [...definitions.keys()])))
    .orderBy(asc(nominations.id))
  return rows.flatMap((found) => {
    const dueAt = deadlineOf(found)
    const { nomination } = found
    if (dueAt === null) return []
    const steps = routeFor(definitions.get(nomination.programmeId) as Definition, profileOf(nomination))
    const { state, stepKey, round } = nomination
    return [{ ...found, id: nomination.id, dueAt, isWithUnit: isWithUnit(steps, { state, stepKey, round, acts: [] }) }]
  })
}

/** Accounts with an address and a duty in one of these units or above them: only they can owe something and be told. */
async function reachable({ db, now }: Scope, paths: readonly string[]) {
  const kinds = [...new Set([...abilities["nominations.write"], ...abilities["nominations.review"]])]
  return db
    .selectDistinct({ id: accounts.id, emailSealed: people.emailSealed })
    .from(duties)
    .innerJoin(units, eq(units.id, duties.unitId))
    .innerJoin(people, and(eq(people.id, duties.personId), isNotNull(people.emailSealed)))
    .innerJoin(accounts, and(eq(accounts.personId, people.id), isNull(accounts.disabledAt)))
    .where(
      and(
        inArray(duties.kind, kinds),
        or(isNull(duties.endsAt), gt(duties.endsAt, now)) as SQL,
        inArray(units.path, [...new Set(paths.flatMap(pathsAbove))]),
      ),
    )
    .orderBy(asc(accounts.id))
}

/** What each account owes of these nominations: papers of its unit, and signatures, as its own tasks have it. */
export async function debtors(scope: Scope, due: readonly Found[]) {
  const paths = due.flatMap(({ places }) => [places.unit, places.recommender, places.office])
  const papers = due.filter((one) => one.isWithUnit)
  const writing = await staffed(
    scope,
    papers.map(({ places }) => places.unit),
    "nominations.write",
  )
  const all: { accountId: number; emailSealed: string; owed: readonly Due[] }[] = []
  for (const { id, emailSealed } of await reachable(scope, paths)) {
    const actor = await actorOfAccount(scope, id)
    if (!actor || !emailSealed) continue
    const own = pathsFor(actor, "nominations.write")
    const written = papers.filter(({ places }) => isNearest(places.unit, writing, own))
    all.push({ accountId: id, emailSealed, owed: [...written, ...(await signaturesDue(scope, actor))] })
  }
  return all
}

async function signaturesDue(scope: Scope, actor: AccountActor): Promise<Due[]> {
  const waiting = await signaturesWaiting({ ...scope, actor })
  return waiting.flatMap(({ nomination: { id, dueAt } }) => (isTold(dueAt, scope.now) ? [{ id, dueAt }] : []))
}

/** When somebody was last told of the deadline that a nomination has now, if anybody was. */
export async function toldAt({ db }: Scope, found: Nominated): Promise<Date | undefined> {
  const dueAt = deadlineOf(found)
  if (dueAt === null) return undefined
  const same = and(eq(nominationReminders.nominationId, found.nomination.id), eq(nominationReminders.dueAt, dueAt))
  const [row] = await db
    .select({ at: max(nominationReminders.remindedAt) })
    .from(nominationReminders)
    .where(same)
  return row?.at ?? undefined
}
