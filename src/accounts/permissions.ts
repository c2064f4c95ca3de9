import { type Actor, type Duty, type DutyKind, dutyKinds } from "#lib/actor.ts"

type Place = { readonly path: string }
type Contest = { readonly id: number; readonly hostPath: string }

const dutiesOf = (actor: Actor): readonly Duty[] => (actor.kind === "account" ? actor.duties : [])

/** Whether the actor holds one of these duties in the unit or above it. */
export const mayInUnit = (actor: Actor, kinds: readonly DutyKind[], unit: Place): boolean =>
  dutiesOf(actor).some(
    ({ kind, unitPath }) => kinds.includes(kind) && unitPath !== null && unit.path.startsWith(unitPath),
  )

/** Whether the actor runs this contest: a contest officer of it, or of its host unit or above, or an administrator there. */
export const mayRunContest = (actor: Actor, contest: Contest): boolean =>
  mayInUnit(actor, ["contest_officer", "administrator"], { path: contest.hostPath }) ||
  dutiesOf(actor).some(({ kind, contestId }) => kind === "contest_officer" && contestId === contest.id)

/** Paths of the units under which the actor holds one of these duties; nothing inside another. */
export function reachOf(actor: Actor, kinds: readonly DutyKind[]): string[] {
  const paths = dutiesOf(actor).flatMap(({ kind, unitPath }) => (kinds.includes(kind) && unitPath ? [unitPath] : []))
  return [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && path.startsWith(other)))
}

/** Whether the actor holds one of these duties anywhere. */
export const holds = (actor: Actor, kinds: readonly DutyKind[]): boolean =>
  dutiesOf(actor).some(({ kind }) => kinds.includes(kind))

const menu: Readonly<Record<string, readonly DutyKind[]>> = {
  tasks: dutyKinds,
  contests: ["administrator", "contest_officer", "auditor"],
  registration: ["unit_operator"],
  register: ["administrator", "honours_officer", "contest_officer"],
  units: ["administrator", "contest_officer", "unit_operator"],
  people: ["administrator", "contest_officer", "unit_operator"],
}

/** The menu entries that lead somewhere for this actor. */
export const menuOf = (actor: Actor): string[] => Object.keys(menu).filter((entry) => holds(actor, menu[entry] ?? []))
