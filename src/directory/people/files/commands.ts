import type { Scope } from "#db/db.ts"
import type { people } from "#db/schema/index.ts"
import { dayOf } from "#lib/dates.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import type { PersonFacts, PersonForm } from "../forms.ts"
import {
  type Bearer,
  type IdentityFault,
  identityFault,
  kindOfNumber,
  normaliseIdentityNumber,
} from "../identity-number.ts"
import { normalisePhone } from "../phone.ts"
import { noIdentity, noPhone, type SealedIdentity, type SealedPhone, sealedIdentity, sealedPhone } from "../sealing.ts"
import { fileWithNumber } from "./queries.ts"

type Stored = typeof people.$inferSelect | undefined
type Given = PersonFacts & Pick<PersonForm, "dropIdentity" | "dropPhone">

const fieldOf = (fault: IdentityFault): string =>
  fault === "identity_birth_date"
    ? "birthDate"
    : fault === "identity_sex"
      ? "sex"
      : fault === "identity_kind_other"
        ? "identityKind"
        : "identityNumber"

/** What is left as it is stored is not written again: a change of keys may be sealing it anew at this moment. */
export type NewIdentity = Pick<SealedIdentity, "identityKind"> & Partial<SealedIdentity>

/** The identity columns that a form changes: the number that was typed, which nobody else may have, or none. */
export async function identityOf(scope: Scope, given: Given, stored: Stored): Promise<Result<NewIdentity>> {
  const number = normaliseIdentityNumber(given.identityNumber ?? "")
  if (number === "") return given.dropIdentity || !stored ? ok(noIdentity) : storedIdentity(scope, given, stored)
  const kind = given.identityKind ?? kindOfNumber(number)
  if (!kind) return refuse({ code: "identity_kind", field: "identityKind" })
  const fault = identityFault(kind, number, given, dayOf(scope.now))
  if (fault) return refuse({ code: fault, field: fieldOf(fault) })
  const known = await fileWithNumber(scope, kind, number, stored?.id ?? 0)
  if (!known) return ok(sealedIdentity(scope.keys, kind, number))
  const code = known.here.length > 0 ? "number_taken_here" : "number_taken"
  return refuse({ code, field: "identityNumber", known })
}

/** A stored number still has to agree with a birth date or sex that is changed beside it. */
function storedIdentity(scope: Scope, bearer: Bearer, stored: NonNullable<Stored>): Result<NewIdentity> {
  const { identityKind, identitySealed } = stored
  if (identityKind && identitySealed) {
    const number = scope.keys.open("identity_number", identitySealed)
    const fault = identityFault(identityKind, number, bearer, dayOf(scope.now))
    if (fault) return refuse({ code: fault, field: fieldOf(fault) })
  }
  return ok({ identityKind })
}

/** The phone columns that a form changes; several people may share a number. */
export function phoneOf(scope: Scope, given: Given): Result<Partial<SealedPhone>> {
  if (!given.phone) return ok(given.dropPhone ? noPhone : {})
  const phone = normalisePhone(given.phone)
  return phone === undefined ? refuse({ code: "phone", field: "phone" }) : ok(sealedPhone(scope.keys, phone))
}
