import type { Keyring } from "#lib/keyring.ts"
import { normaliseName } from "#lib/names.ts"
import type { CellProblem } from "#lib/sheet.ts"
import { bearerOf, kindOfNumber, lookupTextOf, lookupTextsOf, normaliseIdentityNumber } from "../identity-number.ts"
import { normalisePhone } from "../phone.ts"
import type { PersonColumn, PersonGiven, PersonRead } from "./given.ts"

export type PersonProblem = CellProblem<PersonColumn>

/** A number of 18 signs is a citizen's with a slip in it; of others the file has to say what they are. */
const unclear = (number: string) => (/^\d{17}[\dX]$/.test(number) ? "identity_check_sign" : "identity_unclear")

/** Reads the numbers of a row; a number of 18 signs says sex and birth date where the row does not. */
export function readNumbers(keys: Keyring, given: PersonGiven, problems: PersonProblem[]): PersonRead {
  const { identityNumber = "", phone: typedPhone = "", ...rest } = given
  const number = normaliseIdentityNumber(identityNumber)
  const derived = number === "" ? undefined : kindOfNumber(number)
  const identityKind = number === "" ? undefined : (given.identityKind ?? derived)
  if (number !== "" && !identityKind)
    problems.push({ row: given.row, column: "identityNumber", code: unclear(number), value: "" })
  const phone = typedPhone === "" ? "" : normalisePhone(typedPhone)
  if (phone === undefined) problems.push({ row: given.row, column: "phone", code: "phone_form", value: "" })
  const bearer = derived && bearerOf(number)
  const texts = identityKind ? [lookupTextOf(identityKind, number)] : lookupTextsOf(number)
  return {
    ...rest,
    name: normaliseName(given.name),
    identityKind,
    sex: given.sex ?? bearer?.sex,
    birthDate: given.birthDate ?? bearer?.birthDate,
    number,
    numberHashes: number === "" ? [] : texts.flatMap((text) => keys.lookups("identity_number", text)),
    phone: phone ?? "",
    phoneHashes: phone ? keys.lookups("phone", phone) : [],
  }
}
