import type { z } from "zod"
import { identityClasses, ownerships, recipientKinds, unitKinds } from "#db/words.ts"
import { optionalChoice, several, type Typed } from "#http/forms.ts"
import { cadreRanks, type Filter, filterSchema, profileFlags, truths } from "../filter.ts"

/** The lists of a filter, by the choices that a form offers; the honours are those of the programme. */
export const filterLists = { recipients: recipientKinds, identityClasses, flags: profileFlags, unitKinds, ownerships }

const lists = ["honours", ...Object.keys(filterLists)] as const
const answers = ["yes", "no"] as const

/** The fields of a filter; `name` tells several in one form apart: `flags-of`, `flags-among`. */
export const filterFields = (name: string): Record<string, z.ZodType> => ({
  ...Object.fromEntries(lists.map((list) => [`${list}-${name}`, several()])),
  [`rankFrom-${name}`]: optionalChoice(cadreRanks),
  ...Object.fromEntries(truths.map((truth) => [`${truth}-${name}`, optionalChoice(answers)])),
})

/** The filter that a form was sent with; what was not ticked is absent, and asks nothing. */
export function filterFrom(value: Readonly<Record<string, unknown>>, name: string): Filter {
  const given = lists.map((list) => [list, value[`${list}-${name}`]] as const)
  const rankFrom = value[`rankFrom-${name}`]
  const asked = truths.map((truth) => [truth, value[`${truth}-${name}`]] as const).filter(([, answer]) => answer)
  return filterSchema.parse({
    ...Object.fromEntries(given.filter(([, ticked]) => Array.isArray(ticked) && ticked.length > 0)),
    ...(rankFrom ? { rankFrom } : {}),
    ...Object.fromEntries(asked.map(([truth, answer]) => [truth, answer === "yes"])),
  })
}

/** What the form shows of a filter. */
export const typedOfFilter = (filter: Filter, name: string): Typed => ({
  ...Object.fromEntries(
    lists.flatMap((list) => {
      const ticked = (filter as Readonly<Record<string, readonly string[] | undefined>>)[list]
      return ticked ? [[`${list}-${name}`, ticked] as const] : []
    }),
  ),
  [`rankFrom-${name}`]: filter.rankFrom ?? "",
  ...Object.fromEntries(
    truths.map((truth) => [`${truth}-${name}`, filter[truth] === undefined ? "" : filter[truth] ? "yes" : "no"]),
  ),
})
