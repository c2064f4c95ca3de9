import type { Actor, Duty } from "#lib/actor.ts"
import { type Ability, allows, contestAbilities } from "./abilities.ts"

type Place = { readonly path: string }
type Contest = { readonly id: number; readonly hostPath: string }

const dutiesOf = (actor: Actor): readonly Duty[] => (actor.kind === "account" ? actor.duties : [])

/** Whether a duty of the actor in the unit or above it allows this. */
export const mayInUnit = (actor: Actor, ability: Ability, unit: Place): boolean =>
  dutiesOf(actor).some(
    ({ kind, unitPath }) => allows(kind, ability) && unitPath !== null && unit.path.startsWith(unitPath),
  )

/** Whether the actor runs this contest: by a duty in it, or in its host unit or above. */
export const mayRunContest = (actor: Actor, contest: Contest): boolean =>
  mayInUnit(actor, "contests.run", { path: contest.hostPath }) ||
  dutiesOf(actor).some(({ kind, contestId }) => allows(kind, "contests.run") && contestId === contest.id)

/** Paths of the units under which a duty of the actor allows this; nothing inside another. */
export function reachOf(actor: Actor, ability: Ability): string[] {
  const paths = dutiesOf(actor).flatMap(({ kind, unitPath }) => (allows(kind, ability) && unitPath ? [unitPath] : []))
  return [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && path.startsWith(other)))
}

/** Whether a duty of the actor allows this anywhere. */
export const holds = (actor: Actor, ability: Ability): boolean =>
  dutiesOf(actor).some(
    ({ kind, contestId }) => allows(kind, ability) && (contestId === null || contestAbilities.includes(ability)),
  )

const menu: Readonly<Record<string, Ability>> = {
  tasks: "tasks.read",
  contests: "contests.read",
  registration: "registration.enter",
  programmes: "programmes.read",
  committees: "programmes.keep",
  nominations: "nominations.read",
  register: "register.read",
  revocations: "revocations.open",
  notices: "notices.read",
  units: "directory.read",
  people: "directory.read",
  policy: "policy.read",
}

/** A path of one step: the federation itself. */
const isRoot = (path: string | null): boolean => path !== null && /^\d+\.$/.test(path)

/** Whether the actor reads the audit trail: by a duty in the federation itself, since the trail is of the whole of it. */
export const mayReadTrail = (actor: Actor): boolean =>
  dutiesOf(actor).some(({ kind, unitPath }) => allows(kind, "trail.read") && isRoot(unitPath))

/** Whether the actor keeps the calendar of working days: by a duty in the federation itself, since all count by it. */
export const mayKeepCalendar = (actor: Actor): boolean =>
  dutiesOf(actor).some(({ kind, unitPath }) => allows(kind, "calendar.keep") && isRoot(unitPath))

/** The menu entries that lead somewhere for this actor. */
export const menuOf = (actor: Actor): string[] => [
  ...Object.entries(menu).flatMap(([entry, ability]) => (holds(actor, ability) ? [entry] : [])),
  ...(mayReadTrail(actor) ? ["audit"] : []),
]
