import { holds, mayInUnit, mayRunContest } from "#accounts/permissions.ts"
import type { Actor, Duty, DutyKind } from "#lib/actor.ts"

/** Where a duty is held: a unit, or a contest known by its host. */
export type DutyPlace =
  | { readonly at: "unit"; readonly path: string }
  | { readonly at: "contest"; readonly id: number; readonly hostPath: string }

/** Administrators give duties over their units, officers of a contest the duty of officer in it. */
export const mayGiveDuty = (actor: Actor, place: DutyPlace): boolean =>
  place.at === "unit" ? mayInUnit(actor, "duties.give", place) : mayRunContest(actor, place)

/** Whether an actor gives duties anywhere to people whose files it keeps: whoever gives them in units runs contests, too. */
export const givesDuties = (actor: Actor): boolean => holds(actor, "directory.keep") && holds(actor, "contests.run")

/** In a contest only one duty means anything. */
export const fitsPlace = (kind: DutyKind, place: DutyPlace): boolean =>
  place.at === "unit" || kind === "contest_officer"

type Asked = {
  readonly kind: DutyKind
  readonly unit: number | null
  readonly contest: number | null
  readonly endsOn: string
}

/** What keeps an actor from giving a duty at this place, if anything does. */
export function dutyFault(actor: Actor, asked: Asked, place: DutyPlace | undefined, today: string) {
  if ((asked.unit === null) === (asked.contest === null)) return { code: "duty_place", field: "unit" } as const
  if (!place || !mayGiveDuty(actor, place)) return { code: "duty_not_yours", field: "kind" } as const
  if (!fitsPlace(asked.kind, place)) return { code: "duty_contest_kind", field: "kind" } as const
  return asked.endsOn && asked.endsOn <= today ? ({ code: "duty_ends", field: "endsOn" } as const) : undefined
}

/**
 * Whoever sets a person's password can act as that person: so only administrators over the person's unit and over
 * every place where the person holds a duty.
 */
export const mayOpenAccount = (actor: Actor, unit: { path: string }, places: readonly string[]): boolean =>
  [unit.path, ...places].every((path) => mayInUnit(actor, "accounts.open", { path }))

/** Whether an actor would lock itself out by ending this duty. */
export const isOwnRule = (actor: Actor, personId: number, kind: Duty["kind"]): boolean =>
  actor.kind === "account" && actor.personId === personId && kind === "administrator"

/** 4 to 32 plain letters, figures, dots, dashes and underscores, in any width and case (it is kept in small letters). */
export const isUsername = (typed: string): boolean => /^[a-z0-9._-]{4,32}$/.test(typed.normalize("NFKC").toLowerCase())
