import { mayInUnit, mayRunContest } from "#accounts/permissions.ts"
import type { Actor, Duty, DutyKind } from "#lib/actor.ts"

/** Where a duty is held: a unit, or a contest known by its host. */
export type DutyPlace =
  | { readonly at: "unit"; readonly path: string }
  | { readonly at: "contest"; readonly id: number; readonly hostPath: string }

/** Administrators give duties over their units, officers of a contest the duty of officer in it. */
export const mayGiveDuty = (actor: Actor, place: DutyPlace): boolean =>
  place.at === "unit" ? mayInUnit(actor, ["administrator"], place) : mayRunContest(actor, place)

/** In a contest only one duty means anything. */
export const fitsPlace = (kind: DutyKind, place: DutyPlace): boolean =>
  place.at === "unit" || kind === "contest_officer"

/**
 * Whoever sets a person's password can act as that person: so only administrators over the person's unit and over
 * every place where the person holds a duty.
 */
export const mayOpenAccount = (actor: Actor, unit: { path: string }, places: readonly string[]): boolean =>
  [unit.path, ...places].every((path) => mayInUnit(actor, ["administrator"], { path }))

/** Whether an actor would lock itself out by ending this duty. */
export const isOwnRule = (actor: Actor, personId: number, kind: Duty["kind"]): boolean =>
  actor.kind === "account" && actor.personId === personId && kind === "administrator"

/** 4 to 32 plain letters, figures, dots, dashes and underscores, in any width and case (it is kept in small letters). */
export const isUsername = (typed: string): boolean => /^[a-z0-9._-]{4,32}$/.test(typed.normalize("NFKC").toLowerCase())
