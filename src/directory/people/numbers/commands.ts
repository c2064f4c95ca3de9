import { and, asc, eq, gt, isNotNull, isNull, notLike, or } from "drizzle-orm"
import { mayInUnit } from "#accounts/permissions.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { people } from "#db/schema/index.ts"
import type { Keyring } from "#lib/keyring.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { findPerson, type PersonLine, type PersonRow, personById } from "../queries.ts"
import { sealedIdentity, sealedPhone } from "../sealing.ts"
import type { RevealedField } from "./fields.ts"
import { holdsNumber } from "./reason.ts"

export type Revealed = { readonly person: PersonLine; readonly field: RevealedField; readonly number: string }

/** Shows one whole number to somebody who keeps the person's unit; that, and why, is in the trail, the number never. */
export function revealNumber(scope: Scope, id: number, given: { field: RevealedField; reason: string }) {
  return transact(scope, async (inner): Promise<Result<Revealed>> => {
    const person = await findPerson(inner, id)
    const row = person && (await personById(inner.db, id))
    if (!person || !row) return refuse({ code: "not_found" })
    if (!mayInUnit(inner.actor, "people.reveal", { path: person.unitPath })) return refuse({ code: "not_permitted" })
    const { field, reason } = given
    if (holdsNumber(reason)) return refuse({ code: "reason_holds_number", field: "reason" })
    const sealed = field === "phone" ? row.phoneSealed : row.identitySealed
    if (sealed === null) return refuse({ code: "number_absent", field: "field" })
    await record(inner, "person.reveal", { kind: "person", id }, { field, reason })
    return ok({ person, field, number: inner.keys.open(field, sealed) })
  })
}

const ROWS = 500

/**
 * Seals every number anew that is not under the current key, some rows a transaction, so that nobody waits; what
 * somebody else changed meanwhile is under the current key already. Gives how many files were sealed anew.
 */
export async function resealPeople(scope: Scope): Promise<number> {
  let done = 0
  for (let after = 0; ; ) {
    const rows = await scope.db
      .select()
      .from(people)
      .where(sealedBefore(scope, after))
      .orderBy(asc(people.id))
      .limit(ROWS)
    const last = rows.at(-1)
    if (!last) return done
    const counted = await transact(scope, async (inner) => ok(await resealRows(inner, rows)))
    done += counted.ok ? counted.value : 0
    after = last.id
  }
}

function sealedBefore({ keys }: Scope, after: number) {
  const current = `v1.${keys.current}.%`
  const outdated = or(
    and(isNotNull(people.identitySealed), notLike(people.identitySealed, current)),
    and(isNotNull(people.phoneSealed), notLike(people.phoneSealed, current)),
    and(isNotNull(people.emailSealed), notLike(people.emailSealed, current)),
  )
  return and(outdated, gt(people.id, after))
}

async function resealRows(scope: Scope, rows: readonly PersonRow[]): Promise<number> {
  let done = 0
  for (const row of rows) {
    const seen = and(
      isStill(people.identitySealed, row.identitySealed),
      isStill(people.phoneSealed, row.phoneSealed),
      isStill(people.emailSealed, row.emailSealed),
    )
    const saved = await scope.db
      .update(people)
      .set(sealedAnew(scope.keys, row))
      .where(and(eq(people.id, row.id), seen))
      .returning({ id: people.id })
    done += saved.length
  }
  await record(scope, "person.reseal", { kind: "key", id: 0 }, { key: scope.keys.current, count: done })
  return done
}

type SealedColumn = typeof people.identitySealed | typeof people.phoneSealed | typeof people.emailSealed
const isStill = (column: SealedColumn, value: string | null) => (value === null ? isNull(column) : eq(column, value))

const sealedAnew = (keys: Keyring, { identityKind, identitySealed, phoneSealed, emailSealed }: PersonRow) => ({
  ...(identityKind && identitySealed
    ? sealedIdentity(keys, identityKind, keys.open("identity_number", identitySealed))
    : {}),
  ...(phoneSealed ? sealedPhone(keys, keys.open("phone", phoneSealed)) : {}),
  ...(emailSealed ? { emailSealed: keys.seal("email", keys.open("email", emailSealed)) } : {}),
})
