import { asc, eq, inArray } from "drizzle-orm"
import { holds } from "#accounts/permissions.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { historyImports, historyRows, honours } from "#db/schema/index.ts"
import { enter, type NewEntry } from "#honours/register/commands.ts"
import { documentNumber } from "#honours/register/document-number.ts"
import { honourKinds } from "#honours/register/queries.ts"
import { isDay } from "#lib/dates.ts"
import { normaliseName } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { cellKey, dashedDay } from "#lib/sheet.ts"
import { judgeAnew } from "../commands.ts"
import { findImport, formerNamesOf, givenOf, type HistoryRow, honourChoices, unitNamesOf } from "../queries.ts"

/**
 * Writes a draft into the register, all of it or nothing. It is judged once more, with the honours locked, so that two
 * officers with the same list enter it once; whoever sends it twice finds it done. The public sees it from an instant on,
 * at once where none is given.
 */
export const importHistory = (scope: Scope, id: number, visibleFrom: Date | null = null) =>
  transact(scope, async (inner): Promise<Result<{ added: number }>> => {
    await inner.db.select({ id: historyImports.id }).from(historyImports).where(eq(historyImports.id, id)).for("update")
    const draft = await findImport(inner, id)
    if (!draft || !holds(inner.actor, "register.keep")) return refuse({ code: "not_found" })
    if (draft.state === "imported") return ok({ added: draft.added })
    if (draft.state !== "draft") return refuse({ code: "wrong_state" })
    await lockHonours(inner)
    const rows = await judgeAnew(inner, id)
    const open = rows.filter(({ state }) => state === "open").length
    if (open > 0) return refuse({ code: "history_open", count: open })
    const ready = rows.filter(({ state }) => state === "ready")
    await enterRows(inner, ready, visibleFrom ?? inner.now)
    await inner.db.update(historyRows).set({ givenSealed: null }).where(eq(historyRows.importId, id))
    const closed = { state: "imported" as const, added: ready.length, closedAt: inner.now, version: draft.version + 1 }
    await inner.db.update(historyImports).set(closed).where(eq(historyImports.id, id))
    await record(inner, "history_import.import", { kind: "history_import", id }, { added: ready.length })
    return ok({ added: ready.length })
  })

async function lockHonours(scope: Scope): Promise<void> {
  const ids = (await honourChoices(scope)).map(({ id }) => id)
  const lock = scope.db
    .select({ id: honours.id })
    .from(honours)
    .where(inArray(honours.id, [...ids, 0]))
  await lock.orderBy(asc(honours.id)).for("update")
}

async function enterRows(scope: Scope, rows: readonly HistoryRow[], visibleFrom: Date): Promise<void> {
  const kinds = await honourKinds(scope.db, [...new Set(rows.flatMap(({ honourId }) => honourId ?? []))])
  const unitIds = [...new Set(rows.flatMap(({ unitId }) => unitId ?? []))]
  const names = await unitNamesOf(scope.db, unitIds)
  const former = await formerNamesOf(scope.db, unitIds)
  const nameOf = ({ unitId, unitText }: HistoryRow): string => {
    // A unit is called what it was called then, where that is known to have been its name.
    const isFormer = unitId !== null && former.get(unitId)?.has(cellKey(unitText))
    return isFormer ? unitText : (names.get(unitId ?? 0)?.name ?? unitText)
  }
  for (const [kind, group] of Map.groupBy(rows, ({ honourId }) => kinds.get(honourId ?? 0) ?? "unit"))
    for (let from = 0; from < group.length; from += 1000) {
      const part = group.slice(from, from + 1000)
      const made = await enter(
        scope,
        kind,
        part.map((row) => ({ ...entryOf(scope, row, nameOf(row)), visibleFrom })),
      )
      if (made.length !== part.length) throw new Error("a row of history was not entered")
      await noteEntries(scope, part, made)
    }
}

function entryOf(scope: Scope, row: HistoryRow, unitName: string): Omit<NewEntry, "visibleFrom"> {
  const given = givenOf(scope, row)
  const day = dashedDay(given.decidedOn)
  const isUnit = given.unit === "" && row.unitText !== ""
  return {
    honourId: row.honourId ?? 0,
    personId: row.personId,
    unitId: row.unitId,
    recipientName: isUnit ? unitName : normaliseName(given.name),
    unitName,
    gradeZh: given.grade,
    forZh: given.reason,
    year: row.year,
    yearTo: row.yearTo,
    decidedOn: isDay(day) ? day : "",
    documentNumber: documentNumber(given.documentNumber) ?? given.documentNumber,
    source: "import",
  }
}

/** Every row remembers the entry that it became; the ids of one statement come in the order of its rows. */
async function noteEntries(scope: Scope, rows: readonly HistoryRow[], entryIds: readonly number[]): Promise<void> {
  const facts = rows.map(({ id: _, ...row }, at) => ({
    ...row,
    givenSealed: null,
    state: "imported" as const,
    entryId: entryIds[at] ?? null,
  }))
  await scope.db.delete(historyRows).where(
    inArray(
      historyRows.id,
      rows.map(({ id }) => id),
    ),
  )
  await scope.db.insert(historyRows).values(facts)
}
