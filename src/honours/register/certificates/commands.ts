import { asc, inArray } from "drizzle-orm"
import { mayInUnit } from "#accounts/permissions.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { certificatePrintLines, certificatePrints, certificates, registerEntries } from "#db/schema/index.ts"
import { codeFrom, typedCode } from "#lib/codes.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { giveNumbers } from "../numbering/commands.ts"
import { mostSheets } from "./printed.ts"
import { entriesFor, printedBefore } from "./queries.ts"

type Random = (length: number) => Uint8Array
type Given = { readonly entryIds: readonly number[]; readonly reason: string }

/**
 * Prints the certificates of entries: gives each that has none its number and its verification code, and notes who
 * printed which. What had been printed before is printed again only for a reason.
 */
export const printCertificates = (scope: Scope, { entryIds, reason }: Given, random: Random) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    if (entryIds.length === 0) return refuse({ code: "no_certificate_chosen", field: "entries" })
    if (entryIds.length > mostSheets) return refuse({ code: "too_many_sheets", field: "entries", max: mostSheets })
    await locked(inner, entryIds)
    const found = await entriesFor(inner, entryIds)
    const isOurs = (row: { path: string }) => mayInUnit(inner.actor, "register.keep", row)
    if (found.length !== entryIds.length || !found.every(isOurs)) return refuse({ code: "not_found" })
    if (found.some(({ revokedAt }) => revokedAt)) return refuse({ code: "revoked_no_certificate" })
    if (found.some(({ pattern }) => !pattern)) return refuse({ code: "certificate_unnumbered" })
    await giveNumbers(inner, entryIds)
    const entries = await entriesFor(inner, entryIds)
    if (entries.some(({ number }) => !number)) return refuse({ code: "certificate_year" })
    const issued = await issue(inner, entryIds, random)
    const before = await printedBefore(inner, [...issued.values()])
    const again = entries.filter(({ id }) => before.has(issued.get(id) ?? 0))
    if (again.length > 0 && !reason) return refuse({ code: "reprint_reason", field: "reason", count: again.length })
    const id = await note(
      inner,
      reason,
      entries.map((entry) => issued.get(entry.id) ?? 0),
      before,
    )
    const numbers = entries.map(({ number }) => number)
    const reprints = again.map(({ number }) => number)
    const facts = { numbers, ...(reprints.length > 0 && { reprints, reason }) }
    await record(inner, "certificate.print", { kind: "certificate_print", id }, facts)
    return ok({ id })
  })

/** Two prints of one entry at once take turns, so that it has one number, one code, and the second is a reprint. */
const locked = ({ db }: Scope, ids: readonly number[]) =>
  db
    .select({ id: registerEntries.id })
    .from(registerEntries)
    .where(inArray(registerEntries.id, [...ids]))
    .orderBy(asc(registerEntries.id))
    .for("update")

/** The certificate of each entry, made where there was none. */
async function issue({ db, now }: Scope, ids: readonly number[], random: Random): Promise<Map<number, number>> {
  const rows = ids.map((entryId) => ({ entryId, code: typedCode(codeFrom(random(64), 16)), issuedAt: now }))
  await db.insert(certificates).values(rows).onConflictDoNothing({ target: certificates.entryId })
  const issued = await db
    .select({ id: certificates.id, entryId: certificates.entryId })
    .from(certificates)
    .where(inArray(certificates.entryId, [...ids]))
  return new Map(issued.map(({ id, entryId }) => [entryId, id]))
}

async function note(scope: Scope, reason: string, ids: readonly number[], before: ReadonlySet<number>) {
  const accountId = scope.actor.kind === "account" ? scope.actor.accountId : null
  const print = scope.db.insert(certificatePrints).values({ accountId, reason, at: scope.now })
  const [made] = await print.returning({ id: certificatePrints.id })
  if (!made) throw new Error("a print was not noted")
  const line = (certificateId: number, position: number) => {
    const isReprint = before.has(certificateId)
    return { printId: made.id, certificateId, position, isReprint }
  }
  await scope.db.insert(certificatePrintLines).values(ids.map(line))
  return made.id
}
