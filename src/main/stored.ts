import type { Db } from "#db/db.ts"
import { fillStrokes as fillUnits } from "#directory/organisations/commands.ts"
import { fillStrokes as fillPeople } from "#directory/people/commands.ts"
import { fillStrokes as fillRegister } from "#honours/register/commands.ts"
import { fillTerms } from "#honours/register/finding/commands.ts"
import type { Keyring } from "#lib/keyring.ts"

/**
 * Fills in what rows of an older version lack and SQL cannot work out, after every update of the tables: nothing to do
 * from the second start on. Several servers may do it at once, since each comes to the same.
 */
export async function fillStored(world: { readonly db: Db; readonly keys: Keyring }, now: Date): Promise<void> {
  const scope = { ...world, now, actor: { kind: "system", name: "update" } } as const
  await fillUnits(scope)
  await fillPeople(scope)
  await fillRegister(scope)
  await fillTerms(scope)
}
