import { and, eq } from "drizzle-orm"
import { holds } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { imports } from "#db/schema/index.ts"
import type { ImportKind } from "#db/words.ts"
import { judgeUnits } from "#directory/organisations/bulk/queries.ts"
import { unitChoices } from "#directory/organisations/queries.ts"
import type { DutyGiven } from "#directory/people/appointing/plan.ts"
import { judgeDuties } from "#directory/people/appointing/queries.ts"
import { judgePeople, likelyDoubles } from "#directory/people/bulk/queries.ts"
import { contestChoices } from "#directory/people/duties/queries.ts"
import { givesDuties } from "#directory/people/terms.ts"
import type { Actor } from "#lib/actor.ts"
import type { Policy } from "#lib/policy.ts"
import type { CellProblem } from "#lib/sheet.ts"
import { contestsByTitle, dutyColumns, readDuties } from "./duties.ts"
import { type Judged, type Line, oddNames, type Warning } from "./judged.ts"
import { peopleColumns, readPeople } from "./people.ts"
import { readUnits, unitColumns } from "./units.ts"
import { unitsByName } from "./words.ts"

export type ImportRow = typeof imports.$inferSelect
export type Sheet = readonly (readonly string[])[]

export const mayImport = (actor: Actor, kind: ImportKind): boolean =>
  kind === "duties" ? givesDuties(actor) : holds(actor, "directory.import")

export const columnsOf: Readonly<Record<ImportKind, readonly string[]>> = {
  units: unitColumns,
  people: peopleColumns,
  duties: dutyColumns,
}

const keptFor = 3_600_000

/** Before when an upload has been kept long enough. */
export const keptSince = (now: Date): Date => new Date(now.getTime() - keptFor)

/** An upload of the actor's own; anybody else's is not found. */
export async function findImport(scope: Scope, kind: ImportKind, id: number): Promise<ImportRow | undefined> {
  const accountId = scope.actor.kind === "account" ? scope.actor.accountId : 0
  const own = and(eq(imports.id, id), eq(imports.kind, kind), eq(imports.accountId, accountId))
  const [row] = await scope.db.select().from(imports).where(own)
  return row
}

/** The rows of an upload, until they are imported or an hour old. */
export function sheetOf({ keys, now }: Scope, row: ImportRow): Sheet | undefined {
  if (row.sheet === null || row.createdAt < keptSince(now)) return undefined
  return JSON.parse(keys.open("import", row.sheet)) as Sheet
}

/** People as a file tells of them. */
export async function readPeopleSheet(scope: Scope, sheet: Sheet) {
  return readPeople(sheet, unitsByName(await unitChoices(scope, "directory.import")))
}

/** Duties as a file tells of them. */
export async function readDutiesSheet(scope: Scope, sheet: Sheet) {
  return readDuties(sheet, {
    units: unitsByName(await unitChoices(scope)),
    dutyUnits: unitsByName(await unitChoices(scope, "duties.give")),
    contests: contestsByTitle(await contestChoices(scope)),
  })
}

/** Judges every row of a sheet; nothing is written. */
export async function judge(scope: Scope, policy: Policy, kind: ImportKind, sheet: Sheet): Promise<Judged> {
  if (kind === "units") return judged(readUnits(sheet), (rows) => judgeUnits(scope, rows))
  if (kind === "duties") return judged(await readDutiesSheet(scope, sheet), (rows) => dutyLines(scope, policy, rows))
  return judged(await readPeopleSheet(scope, sheet), async (rows) => {
    const plan = await judgePeople(scope, rows)
    const doubles = await likelyDoubles(scope, plan.adds)
    return { ...plan, warnings: doubles.map((one) => ({ ...one, code: "double" })) }
  })
}

/** With the places of the duties in words. */
async function dutyLines(scope: Scope, policy: Policy, rows: readonly DutyGiven[]): Promise<Plan> {
  const { problems, outcomes } = await judgeDuties(scope, policy, rows)
  const units = new Map((await unitChoices(scope, "duties.give")).map(({ value, name }) => [value, name]))
  const contests = new Map((await contestChoices(scope)).map((one) => [one.id, one]))
  const lines = outcomes.map(({ duty, ...line }): Line => {
    const unit = units.get(duty.unit ?? 0) ?? ""
    const place = contests.get(duty.contest ?? 0) ?? { zh: unit, en: unit }
    return { ...line, duty: { kind: duty.kind, endsOn: duty.endsOn, place } }
  })
  return { problems, outcomes: lines }
}

type Plan = {
  readonly problems: readonly CellProblem[]
  readonly outcomes: readonly Line[]
  readonly warnings?: readonly Warning[]
}

/** The rows whose cells could be read are judged against the directory, so that all problems come at once. */
async function judged<Row extends { readonly row: number }>(
  { rows, problems }: { rows: readonly Row[]; problems: readonly CellProblem[] },
  judgeRows: (rows: readonly Row[]) => Promise<Plan>,
): Promise<Judged> {
  const bad = new Set(problems.map(({ row }) => row))
  const plan = await judgeRows(rows.filter(({ row }) => !bad.has(row)))
  return {
    problems: [...problems, ...plan.problems].sort((a, b) => a.row - b.row),
    lines: plan.outcomes,
    warnings: [...oddNames(plan.outcomes), ...(plan.warnings ?? [])],
  }
}
