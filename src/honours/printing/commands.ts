import { type Scope, transact } from "#db/db.ts"
import { revealNumber } from "#directory/people/numbers/commands.ts"
import type { RevealedField } from "#directory/people/numbers/fields.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { formFactsOf } from "./queries.ts"

export type Numbers = Partial<Record<RevealedField, string>>

/** The whole numbers for a form, to whoever keeps the nominee's unit: each is in the trail with the reason, as ever. */
export const numbersForForm = (scope: Scope, id: number, reason: string) =>
  transact(scope, async (inner): Promise<Result<Numbers>> => {
    const found = await formFactsOf(inner, id)
    const person = found?.facts.person
    if (!found?.mayReveal || !person) return refuse({ code: "not_found" })
    const wanted: RevealedField[] = []
    if (person.identityMask) wanted.push("identity_number")
    if (person.phoneMask) wanted.push("phone")
    const numbers: Numbers = {}
    for (const field of wanted) {
      const shown = await revealNumber(inner, person.id, { field, reason })
      if (!shown.ok) return shown
      numbers[field] = shown.value.number
    }
    return ok(numbers)
  })
