import { and, asc, eq, inArray, isNull, or } from "drizzle-orm"
import type { FileRow } from "#attachments/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import {
  files,
  honours,
  nominationConsents,
  nominationFiles,
  nominationSections,
  people,
  registerEntries,
} from "#db/schema/index.ts"
import { unitById } from "#directory/organisations/queries.ts"
import { lineOf, type PersonLine, peopleWhere } from "#directory/people/queries.ts"
import { dayOf } from "#lib/dates.ts"
import { calendarOf } from "#notices/calendar/queries.ts"
import { workingDaysFrom } from "#notices/calendar/working-days.ts"
import type { Held } from "../../programmes/eligibility.ts"
import type { Profile } from "../../programmes/filter.ts"
import { definitionOf } from "../../programmes/queries.ts"
import { routeFor } from "../course/route.ts"
import type { Nominated, NominationRow } from "../queries.ts"
import type { Consent, Papers, Terms } from "./completeness.ts"
import type { Fields } from "./fields.ts"
import { profileFrom } from "./profile.ts"

type Place = { readonly db: Db }
export type SectionRow = typeof nominationSections.$inferSelect
export type ConsentRow = typeof nominationConsents.$inferSelect
export type PaperFile = FileRow & { readonly purpose: string }

export const sectionRows = ({ db }: Place, nominationId: number): Promise<SectionRow[]> =>
  db.select().from(nominationSections).where(eq(nominationSections.nominationId, nominationId))

export async function sectionRow(
  { db }: Place,
  nominationId: number,
  section: string,
): Promise<SectionRow | undefined> {
  const wanted = and(eq(nominationSections.nominationId, nominationId), eq(nominationSections.section, section))
  const [row] = await db.select().from(nominationSections).where(wanted)
  return row
}

/** The files among the papers, in the order in which they came. */
export async function paperFiles({ db }: Place, nominationId: number): Promise<PaperFile[]> {
  const rows = await db
    .select({ file: files, purpose: nominationFiles.purpose })
    .from(nominationFiles)
    .innerJoin(files, eq(files.id, nominationFiles.fileId))
    .where(and(eq(nominationFiles.nominationId, nominationId), isNull(files.removedAt)))
    .orderBy(asc(files.id))
  return rows.map(({ file, purpose }) => ({ ...file, purpose }))
}

export async function consentRow({ db }: Place, nominationId: number): Promise<ConsentRow | undefined> {
  const [row] = await db.select().from(nominationConsents).where(eq(nominationConsents.nominationId, nominationId))
  return row
}

export const consentOf = (row: ConsentRow | undefined): Consent =>
  row?.answeredAt ? { state: row.accepts ? "given" : "refused" } : { state: row ? "asked" : "none" }

/** Everything that was typed, attached and answered. */
export async function papersOf({ db }: Place, nominationId: number) {
  const rows = await sectionRows({ db }, nominationId)
  const attached = await paperFiles({ db }, nominationId)
  const consent = await consentRow({ db }, nominationId)
  const fields: Record<string, Fields> = Object.fromEntries(rows.map((row) => [row.section, row.fields]))
  return {
    rows,
    consent,
    papers: { fields, files: attached, consent: consentOf(consent) } satisfies Papers,
    files: attached,
  }
}

/** What the directory knows of whoever is nominated: never asked again, numbers masked. */
export async function knownOf(scope: Scope, { personId, unitId }: Pick<NominationRow, "personId" | "unitId">) {
  const unit = await unitById(scope.db, unitId)
  if (!unit) throw new Error("a nominee's unit is gone")
  if (personId === null) return { unit, person: undefined }
  const [row] = await peopleWhere(scope, eq(people.id, personId)).limit(1)
  return { unit, person: row && lineOf(scope.keys, row) }
}
export type DirectoryFacts = Awaited<ReturnType<typeof knownOf>> & { readonly person: PersonLine | undefined }

/** The profile as it would be frozen now. */
export const profileNow = (
  known: DirectoryFacts,
  { honour, nomination }: Pick<Nominated, "honour" | "nomination">,
  basic: Fields,
): Profile =>
  profileFrom(
    { honour: honour.slug, recipient: nomination.recipientKind, isFounded: nomination.placingId !== null, ...known },
    basic,
  )

/** The steps and rules that the papers have to meet. */
export async function termsFor(scope: Scope, { nomination }: Nominated, profile: Profile): Promise<Terms> {
  const { definition } = await definitionOf(scope, { id: nomination.programmeId })
  const calendar = await calendarOf(scope)
  const workingDays = (first: string, last: string) => workingDaysFrom(first, last, calendar)
  return { steps: routeFor(definition, profile), profile, workingDays, today: dayOf(scope.now) }
}

export type HeldHonour = Held & { readonly titleZh: string; readonly titleEn: string }

const heldColumns = {
  personId: registerEntries.personId,
  unitId: registerEntries.unitId,
  name: registerEntries.recipientName,
  honour: honours.slug,
  level: honours.level,
  recipient: honours.recipientKind,
  year: registerEntries.year,
  titleZh: honours.titleZh,
  titleEn: honours.titleEn,
}

/** Honours in the register of the same person, unit, or team of the unit, the earliest first, by nomination. */
export async function heldByAll(
  { db }: Place,
  rows: readonly NominationRow[],
): Promise<ReadonlyMap<number, readonly HeldHonour[]>> {
  const persons = rows.flatMap(({ personId }) => personId ?? [])
  const others = rows.flatMap(({ personId, unitId }) => (personId === null ? [unitId] : []))
  const own = or(
    inArray(registerEntries.personId, persons),
    and(isNull(registerEntries.personId), inArray(registerEntries.unitId, others)),
  )
  const entries = await db
    .select(heldColumns)
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .where(and(own, isNull(registerEntries.revokedAt)))
    .orderBy(asc(registerEntries.year))
  const isOf = (row: NominationRow, { personId, unitId, recipient, name }: (typeof entries)[number]) =>
    row.personId === null
      ? personId === null &&
        unitId === row.unitId &&
        recipient === row.recipientKind &&
        (recipient !== "team" || name === row.teamName)
      : personId === row.personId
  const told = (row: NominationRow) =>
    entries.flatMap(({ personId, unitId, name, year, ...entry }) =>
      year !== null && isOf(row, { personId, unitId, name, year, ...entry }) ? [{ ...entry, year }] : [],
    )
  return new Map(rows.map((row) => [row.id, told(row)]))
}

/** The same of one nomination. */
export const heldBy = async (place: Place, row: NominationRow): Promise<readonly HeldHonour[]> =>
  (await heldByAll(place, [row])).get(row.id) ?? []
