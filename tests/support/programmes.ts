import type { Db } from "#db/db.ts"
import { allotments, programmeDefinitions, type programmes } from "#db/schema/index.ts"
import type { Definition } from "#honours/programmes/definition.ts"
import { immediate } from "#honours/programmes/presets/batches.ts"
import { withHonours } from "#honours/programmes/renaming.ts"
import { makeProgramme } from "./honours.ts"

type Unit = { readonly id: number }
type Honour = { readonly id: number; readonly slug: string }
type Made = {
  readonly office: Unit
  /** Whom two seats of the honour are allotted to. */
  readonly recommender: Unit
  readonly honour: Honour
  readonly slug: string
  readonly definition?: Definition
} & Partial<typeof programmes.$inferInsert>

/** A definition that confers one honour, five times at most. */
export const definitionFor = (honour: { readonly slug: string }): Definition => {
  const definition = withHonours(immediate.definition, { "may-day-medal": honour.slug })
  return { ...definition, honours: definition.honours.slice(0, 1) }
}

/** A programme with two seats allotted, made without a command. */
export async function makeAllotted(db: Db, { office, recommender, honour, slug, definition, ...facts }: Made) {
  const titles = { titleZh: `${slug}评选`, titleEn: `Selection ${slug}` }
  const programme = await makeProgramme(db, office, slug, { ...titles, ...facts })
  const { id: programmeId, createdAt } = programme
  const first = { programmeId, number: 1, definition: definition ?? definitionFor(honour), reason: "set-up", createdAt }
  await db.insert(programmeDefinitions).values(first)
  const seats = { programmeId, unitId: recommender.id, honourId: honour.id, seats: 2, typed: {} }
  await db.insert(allotments).values(seats)
  return programme
}
