import { and, eq, or, sql } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { publicDecision, publicEnding, publicEntry } from "#db/gate.ts"
import { certificates, decisions, entryTerms, honours, registerEntries } from "#db/schema/index.ts"
import { statement } from "#db/statement.ts"

const code = sql.placeholder("code")
const now = sql.placeholder("now")

const found = statement((db: Db) =>
  db
    .select({
      name: registerEntries.recipientName,
      unitName: registerEntries.unitName,
      honour: { zh: honours.titleZh, en: honours.titleEn },
      slug: honours.slug,
      grade: { zh: registerEntries.gradeZh, en: registerEntries.gradeEn },
      for: { zh: registerEntries.forZh, en: registerEntries.forEn },
      year: registerEntries.year,
      decidedOn: registerEntries.decidedOn,
      documentNumber: registerEntries.documentNumber,
      number: registerEntries.certificateNumber,
      conferredBy: honours.conferredBy,
      issuers: decisions.issuers,
      isPosthumous: registerEntries.isPosthumous,
      correctedAt: registerEntries.correctedAt,
      revokedAt: registerEntries.revokedAt,
      endedOn: registerEntries.endedOn,
      endingNumber: registerEntries.endingNumber,
      endsOn: entryTerms.endsOn,
    })
    .from(certificates)
    .innerJoin(registerEntries, eq(registerEntries.id, certificates.entryId))
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .leftJoin(decisions, and(eq(decisions.id, registerEntries.decisionId), publicDecision(now)))
    .leftJoin(entryTerms, eq(entryTerms.entryId, registerEntries.id))
    .where(and(eq(certificates.code, code), or(publicEntry(now), publicEnding(now)))),
)

/**
 * The certificate of a verification number, as far as the public may know of it. What waits for its hour, what was
 * revoked without a word and what never was is not found in the same way: one look-up in one index.
 */
export async function findCertificate(scope: Scope, number: string) {
  const [row] = await found(scope.db, { code: number, now: scope.now.toISOString() })
  return row
}
