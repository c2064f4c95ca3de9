import { z } from "zod"
import { identityClasses, ownerships, recipientKinds, unitKinds } from "#db/words.ts"

/** What a person, unit or team counts as besides the identity class; several may hold at once (domain.md 1.5). */
export const profileFlags = ["woman", "minority", "migrant_worker", "new_form", "non_public", "unit_head"] as const
export type ProfileFlag = (typeof profileFlags)[number]

/** Rank of a cadre, lowest first: 科级及以下, 县处级副职, 县处级正职, 厅局级副职 and above. */
export const cadreRanks = ["none", "section", "deputy_division", "division", "deputy_bureau"] as const
export type CadreRank = (typeof cadreRanks)[number]

/** What quotas, ratios, opinions and eligibility look at; frozen when a nomination is submitted. */
export const profileSchema = z.strictObject({
  honour: z.string(),
  recipient: z.enum(recipientKinds),
  identityClass: z.enum(identityClasses).nullable(),
  flags: z.array(z.enum(profileFlags)),
  rank: z.enum(cadreRanks),
  unitKind: z.enum(unitKinds),
  ownership: z.enum(ownerships),
  /** A shift team or section of an enterprise (班组、科室), as pioneer teams are counted. */
  isShiftTeam: z.boolean(),
  /** Put forward on the ground of a contest's result (domain.md 2.8). */
  isFounded: z.boolean().default(false),
})
export type Profile = z.infer<typeof profileSchema>

/** Whom a rule speaks of: an absent member asks nothing; a list is any of, `flags` all of. */
export const filterSchema = z.strictObject({
  honours: z.array(z.string()).optional(),
  recipients: z.array(z.enum(recipientKinds)).optional(),
  identityClasses: z.array(z.enum(identityClasses)).optional(),
  flags: z.array(z.enum(profileFlags)).optional(),
  rankFrom: z.enum(cadreRanks).optional(),
  unitKinds: z.array(z.enum(unitKinds)).optional(),
  ownerships: z.array(z.enum(ownerships)).optional(),
  isShiftTeam: z.boolean().optional(),
  isFounded: z.boolean().optional(),
})
export type Filter = z.infer<typeof filterSchema>

/** Members of a filter that ask yes or no. */
export const truths = ["isShiftTeam", "isFounded"] as const

const anyOf = <T>(list: readonly T[] | undefined, one: T | null): boolean =>
  list === undefined || (one !== null && list.includes(one))

/** Whether a filter speaks of a profile. */
export const matches = (filter: Filter, profile: Profile): boolean =>
  anyOf(filter.honours, profile.honour) &&
  anyOf(filter.recipients, profile.recipient) &&
  anyOf(filter.identityClasses, profile.identityClass) &&
  (filter.flags ?? []).every((flag) => profile.flags.includes(flag)) &&
  (filter.rankFrom === undefined || cadreRanks.indexOf(profile.rank) >= cadreRanks.indexOf(filter.rankFrom)) &&
  anyOf(filter.unitKinds, profile.unitKind) &&
  anyOf(filter.ownerships, profile.ownership) &&
  truths.every((name) => filter[name] === undefined || filter[name] === profile[name])

const common = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined): readonly T[] | undefined =>
  a && b ? a.filter((one) => b.includes(one)) : (a ?? b)

const higher = (a: CadreRank | undefined, b: CadreRank | undefined): CadreRank | undefined =>
  a && b ? cadreRanks[Math.max(cadreRanks.indexOf(a), cadreRanks.indexOf(b))] : (a ?? b)

const lists = ["honours", "recipients", "identityClasses", "unitKinds", "ownerships"] as const

/** The filter of those of whom both speak, or nothing when there can be nobody. */
export function narrowed(a: Filter, b: Filter): Filter | undefined {
  if (truths.some((name) => a[name] !== undefined && b[name] !== undefined && a[name] !== b[name])) return undefined
  const left = lists.map((name) => [name, common<string>(a[name], b[name])] as const)
  if (left.some(([, list]) => list?.length === 0)) return undefined
  const rankFrom = higher(a.rankFrom, b.rankFrom)
  const asked = truths.map((name) => [name, a[name] ?? b[name]] as const)
  return {
    ...Object.fromEntries(left.filter(([, list]) => list)),
    flags: [...new Set([...(a.flags ?? []), ...(b.flags ?? [])])],
    ...(rankFrom && { rankFrom }),
    ...Object.fromEntries(asked.filter(([, yes]) => yes !== undefined)),
  }
}

const within = <T>(inner: readonly T[] | undefined, outer: readonly T[] | undefined): boolean =>
  outer === undefined || (inner?.every((one) => outer.includes(one)) ?? false)

/** Whether everybody of whom the first speaks is one of whom the second speaks, too. */
export const implies = (inner: Filter, outer: Filter): boolean =>
  lists.every((name) => within<string>(inner[name], outer[name])) &&
  (outer.flags ?? []).every((flag) => inner.flags?.includes(flag)) &&
  (outer.rankFrom === undefined ||
    (inner.rankFrom !== undefined && cadreRanks.indexOf(inner.rankFrom) >= cadreRanks.indexOf(outer.rankFrom))) &&
  truths.every((name) => outer[name] === undefined || inner[name] === outer[name])
