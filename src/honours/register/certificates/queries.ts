import { and, asc, count, desc, eq, inArray, isNull, like, or, type SQL, sql } from "drizzle-orm"
import type { Ability } from "#accounts/abilities.ts"
import { mayInUnit, reachOf } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import {
  accounts,
  certificateFormats,
  certificatePrintLines,
  certificatePrints,
  certificates,
  decisions,
  honours,
  people,
  registerEntries,
  units,
} from "#db/schema/index.ts"
import type { Page } from "#http/paging.ts"

export type Asked = {
  readonly decision: number | undefined
  readonly honour: number | undefined
  readonly year: number | undefined
  readonly entry: number | undefined
}

const within = ({ actor }: Scope, ability: Ability): SQL => {
  const paths = reachOf(actor, ability)
  return (paths.length > 0 ? or(...paths.map((path) => like(units.path, `${path}%`))) : undefined) ?? sql`false`
}

const asked = (scope: Scope, { decision, honour, year, entry }: Asked): SQL | undefined =>
  and(
    within(scope, "register.keep"),
    isNull(registerEntries.revokedAt),
    decision ? eq(registerEntries.decisionId, decision) : undefined,
    honour ? eq(registerEntries.honourId, honour) : undefined,
    year ? eq(registerEntries.year, year) : undefined,
    entry ? eq(registerEntries.id, entry) : undefined,
  )

const listOrder = [
  asc(honours.rank),
  asc(honours.id),
  asc(registerEntries.gradeRank),
  asc(registerEntries.sortStroke),
  asc(registerEntries.id),
]

const prints = sql<number>`(select count(*) from ${certificatePrintLines} where ${certificatePrintLines.certificateId} = ${certificates.id})`

/** Entries whose certificates the actor may print, with how often each has been, in the order of a decision's list. */
export const listCertifiable = (scope: Scope, filter: Asked, page: Page) =>
  scope.db
    .select({
      entry: registerEntries,
      honour: honours,
      certificate: certificates,
      format: certificateFormats,
      prints: prints.mapWith(Number),
    })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .leftJoin(certificates, eq(certificates.entryId, registerEntries.id))
    .leftJoin(certificateFormats, eq(certificateFormats.honourId, honours.id))
    .where(asked(scope, filter))
    .orderBy(...listOrder)
    .limit(page.size)
    .offset(page.offset)

export async function countCertifiable(scope: Scope, filter: Asked): Promise<number> {
  const [row] = await scope.db
    .select({ count: count() })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .where(asked(scope, filter))
  return row?.count ?? 0
}

/** Prints whose honours are in reach, the newest first, with how many sheets each had. */
export const listPrints = (scope: Scope, page: Page) =>
  scope.db
    .select({
      id: certificatePrints.id,
      at: certificatePrints.at,
      by: people.name,
      sheets: count(),
      reprints: sql<number>`count(*) filter (where ${certificatePrintLines.isReprint})`.mapWith(Number),
      title: sql<{
        zh: string
        en: string
      }>`jsonb_build_object('zh', min(${honours.titleZh}), 'en', min(${honours.titleEn}))`,
      honours: sql<number>`count(distinct ${honours.id})`.mapWith(Number),
    })
    .from(certificatePrints)
    .innerJoin(certificatePrintLines, eq(certificatePrintLines.printId, certificatePrints.id))
    .innerJoin(certificates, eq(certificates.id, certificatePrintLines.certificateId))
    .innerJoin(registerEntries, eq(registerEntries.id, certificates.entryId))
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .leftJoin(accounts, eq(accounts.id, certificatePrints.accountId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(within(scope, "register.read"))
    .groupBy(certificatePrints.id, people.id)
    .orderBy(desc(certificatePrints.id))
    .limit(page.size)
    .offset(page.offset)

/** A print all of whose honours are in reach, with its sheets in their order; any other is not found. */
export async function findPrint(scope: Scope, id: number) {
  const [print] = await scope.db
    .select({ print: certificatePrints, by: people.name })
    .from(certificatePrints)
    .leftJoin(accounts, eq(accounts.id, certificatePrints.accountId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(eq(certificatePrints.id, id))
  if (!print) return undefined
  const sheets = await scope.db
    .select({
      entry: registerEntries,
      honour: honours,
      certificate: certificates,
      path: units.path,
      wording: certificateFormats.wording,
      issuers: decisions.issuers,
      isReprint: certificatePrintLines.isReprint,
    })
    .from(certificatePrintLines)
    .innerJoin(certificates, eq(certificates.id, certificatePrintLines.certificateId))
    .innerJoin(registerEntries, eq(registerEntries.id, certificates.entryId))
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .leftJoin(certificateFormats, eq(certificateFormats.honourId, honours.id))
    .leftJoin(decisions, eq(decisions.id, registerEntries.decisionId))
    .where(eq(certificatePrintLines.printId, id))
    .orderBy(asc(certificatePrintLines.position))
  const all = (ability: Ability) => sheets.every((sheet) => mayInUnit(scope.actor, ability, sheet))
  return all("register.read") ? { ...print, sheets, keeps: all("register.keep") } : undefined
}
export type Sheet = NonNullable<Awaited<ReturnType<typeof findPrint>>>["sheets"][number]

/** The certificates of these that had been printed before. */
export async function printedBefore({ db }: Scope, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectDistinct({ id: certificatePrintLines.certificateId })
    .from(certificatePrintLines)
    .where(inArray(certificatePrintLines.certificateId, [...ids]))
  return new Set(rows.map(({ id }) => id))
}

/** What is asked about entries before their certificates are printed, in the order of the list. */
export const entriesFor = ({ db }: Scope, ids: readonly number[]) =>
  db
    .select({
      id: registerEntries.id,
      number: registerEntries.certificateNumber,
      revokedAt: registerEntries.revokedAt,
      path: units.path,
      pattern: certificateFormats.pattern,
    })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .leftJoin(certificateFormats, eq(certificateFormats.honourId, honours.id))
    .where(inArray(registerEntries.id, [...ids]))
    .orderBy(...listOrder)
