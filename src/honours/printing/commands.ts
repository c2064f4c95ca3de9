import { mayInUnit } from "#accounts/permissions.ts"
import { type Scope, transact } from "#db/db.ts"
import { revealNumber } from "#directory/people/numbers/commands.ts"
import type { RevealedField } from "#directory/people/numbers/fields.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import type { PaperFacts } from "./facts/queries.ts"
import { formFactsOf } from "./queries.ts"

export type Numbers = Partial<Record<RevealedField, string>>

/** The whole numbers of a nominee, of those that the actor may see of them: each is in the trail with the reason, as ever. */
export async function numbersOf(scope: Scope, { person }: PaperFacts, reason: string): Promise<Result<Numbers>> {
  const numbers: Numbers = {}
  if (!person || !mayInUnit(scope.actor, "people.reveal", { path: person.unitPath })) return ok(numbers)
  const wanted: RevealedField[] = []
  if (person.identityMask) wanted.push("identity_number")
  if (person.phoneMask) wanted.push("phone")
  for (const field of wanted) {
    const shown = await revealNumber(scope, person.id, { field, reason })
    if (!shown.ok) return shown
    numbers[field] = shown.value.number
  }
  return ok(numbers)
}

/** The whole numbers for a form, to whoever keeps the nominee's unit. */
export const numbersForForm = (scope: Scope, id: number, reason: string) =>
  transact(scope, async (inner): Promise<Result<Numbers>> => {
    const found = await formFactsOf(inner, id)
    return found?.mayReveal ? numbersOf(inner, found.facts, reason) : refuse({ code: "not_found" })
  })
