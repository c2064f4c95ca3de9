import type { Ability } from "#accounts/abilities.ts"
import { allows } from "#accounts/abilities.ts"
import type { Actor } from "#lib/actor.ts"

/** Paths of the units in which the actor itself has a duty that allows this. */
export const pathsFor = (actor: Actor, ability: Ability): string[] =>
  actor.kind === "account"
    ? actor.duties.flatMap(({ kind, unitPath }) => (unitPath !== null && allows(kind, ability) ? [unitPath] : []))
    : []

/** Whether, of the units with somebody for a task at a place, the nearest to it is one of the actor's own. */
export function isNearest(place: string, staffed: readonly string[], own: readonly string[]): boolean {
  const above = staffed.filter((path) => place.startsWith(path))
  const nearest = above.toSorted((a, b) => b.length - a.length)[0]
  return nearest !== undefined && own.includes(nearest)
}
