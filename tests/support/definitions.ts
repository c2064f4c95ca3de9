import type { Db } from "#db/db.ts"
import { programmeDefinitions } from "#db/schema/index.ts"
import type { Definition } from "#honours/programmes/definition.ts"
import { presets } from "#honours/programmes/presets/all.ts"

/** The definition of a preset, as the first of a programme; `change` makes it what the test needs. */
export async function makeDefinition(
  db: Db,
  programme: { readonly id: number },
  preset: string,
  change: (definition: Definition) => Definition = (same) => same,
): Promise<Definition> {
  const found = presets.find(({ id }) => id === preset)
  if (!found) throw new Error(`no preset ${preset}`)
  const definition = change(found.definition)
  const facts = { number: 1, definition, reason: "", createdAt: new Date("2026-01-01T00:00:00Z") }
  await db.insert(programmeDefinitions).values({ programmeId: programme.id, ...facts })
  return definition
}
