import { and, eq, gt, inArray, isNull } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { honours, nominationConsents, nominationSections, nominations, programmes, units } from "#db/schema/index.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"

/** What a nominee is asked, by the code that only they have; nothing once it is answered or over. */
export async function consentByCode({ db, now }: Scope, code: string) {
  const [row] = await db
    .select({
      id: nominationConsents.id,
      nominationId: nominations.id,
      name: nominations.name,
      unit: units.name,
      honour: { zh: honours.titleZh, en: honours.titleEn },
      programme: { zh: programmes.titleZh, en: programmes.titleEn },
      until: nominationConsents.expiresAt,
    })
    .from(nominationConsents)
    .innerJoin(nominations, eq(nominations.id, nominationConsents.nominationId))
    .innerJoin(units, eq(units.id, nominations.unitId))
    .innerJoin(honours, eq(honours.id, nominations.honourId))
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .where(
      and(
        eq(nominationConsents.codeHash, sha256(typedCode(code))),
        isNull(nominationConsents.answeredAt),
        gt(nominationConsents.expiresAt, now),
        inArray(nominations.state, ["draft", "underway"]),
      ),
    )
  return row
}
export type Asking = NonNullable<Awaited<ReturnType<typeof consentByCode>>>

/** The deeds as they would be published, for the nominee to read before consenting. */
export async function deedsOf({ db }: Scope, nominationId: number): Promise<string> {
  const wanted = and(eq(nominationSections.nominationId, nominationId), eq(nominationSections.section, "deeds"))
  const [row] = await db.select({ fields: nominationSections.fields }).from(nominationSections).where(wanted)
  return row?.fields.summary ?? ""
}
