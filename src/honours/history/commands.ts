import { createHash } from "node:crypto"
import { and, eq, inArray } from "drizzle-orm"
import { holds } from "#accounts/permissions.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { reseal } from "#db/reseal.ts"
import { historyImports, historyRows } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import type { Given } from "./columns.ts"
import { undecided } from "./judge.ts"
import { changed, choicesOf, judgeAll, personText } from "./judging.ts"
import { knownFor } from "./known/queries.ts"
import { givenOf, type HistoryRow, type ImportRow, rowsOf } from "./queries.ts"

type Upload = {
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly rows: readonly { readonly row: number; readonly given: Given }[]
}

/** Keeps a file of old honours, its cells sealed, with every row judged; its owner decides what is open when there is time. */
export const keepHistory = (scope: Scope, { fileName, bytes, rows }: Upload) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const { actor, db, keys, now } = inner
    if (actor.kind !== "account" || !holds(actor, "register.keep")) return refuse({ code: "not_found" })
    const fileHash = createHash("sha256").update(bytes).digest("hex")
    const file = { accountId: actor.accountId, fileName: fileName.slice(0, 120), fileHash, rows: rows.length }
    const [made] = await db
      .insert(historyImports)
      .values({ ...file, createdAt: now })
      .returning()
    if (!made) throw new Error("an import was not kept")
    const known = await knownFor(
      inner,
      rows.map(({ given }) => given),
    )
    const judged = judgeAll(
      rows.map(({ given }) => ({ given, choices: undecided })),
      known,
    )
    const values = rows.flatMap(({ row, given }, at) => {
      const one = judged[at]
      if (!one) return []
      const personKey = keys.lookup("history", personText(given, one.unitText))
      const sealed = keys.seal("history", JSON.stringify(given))
      return [{ ...one, importId: made.id, row, givenSealed: sealed, archive: given.archive.slice(0, 60), personKey }]
    })
    for (let from = 0; from < values.length; from += 1000)
      await db.insert(historyRows).values(values.slice(from, from + 1000))
    await record(inner, "history_import.keep", { kind: "history_import", id: made.id }, { rows: rows.length })
    return ok({ id: made.id })
  })

/** The draft of this actor, locked; a file that is imported or discarded is no draft. */
async function lockedDraft(scope: Scope, id: number): Promise<Result<ImportRow>> {
  const [row] = await scope.db.select().from(historyImports).where(eq(historyImports.id, id)).for("update")
  const { actor } = scope
  const isOwn = actor.kind === "account" && row?.accountId === actor.accountId && holds(actor, "register.keep")
  if (!row || !isOwn) return refuse({ code: "not_found" })
  return row.state === "draft" ? ok(row) : refuse({ code: "wrong_state" })
}

/** Judges a whole draft anew, and writes down what came out differently: rows that changed alike in one statement. */
export async function judgeAnew(scope: Scope, importId: number): Promise<HistoryRow[]> {
  const rows = await rowsOf(scope, importId)
  const read = rows.map((row) => ({ given: givenOf(scope, row), choices: choicesOf(row) }))
  const known = await knownFor(
    scope,
    read.map(({ given }) => given),
  )
  const judged = judgeAll(read, known)
  const patches = new Map<string, { patch: Partial<HistoryRow>; ids: number[] }>()
  const after = rows.map((row, at) => {
    const one = judged[at]
    const patch = one && changed(row as never, one)
    if (!patch) return row
    const key = JSON.stringify(patch)
    patches.set(key, { patch, ids: [...(patches.get(key)?.ids ?? []), row.id] })
    return { ...row, ...patch }
  })
  for (const { patch, ids } of patches.values())
    await scope.db.update(historyRows).set(patch).where(inArray(historyRows.id, ids))
  return after
}

const inDraft = (scope: Scope, id: number, work: (inner: Scope) => Promise<Result<unknown>>) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const draft = await lockedDraft(inner, id)
    if (!draft.ok) return draft
    const done = await work(inner)
    if (!done.ok) return done
    await judgeAnew(inner, id)
    return ok({ id })
  })

const waiting = (id: number) =>
  and(eq(historyRows.importId, id), inArray(historyRows.state, ["open", "ready", "duplicate"]))

export type UnitDecision = { readonly text: string; readonly unitId: number | null }

/** Says which unit each spelling means, or that it stays as it is written; every row of that spelling follows. */
export const decideUnits = (scope: Scope, id: number, decisions: readonly UnitDecision[]) =>
  inDraft(scope, id, async (inner) => {
    const { unitNames } = await knownFor(inner, [])
    for (const { text, unitId } of decisions) {
      if (unitId !== null && !unitNames.has(unitId)) return refuse({ code: "history_unit" })
      const unitChoice = unitId === null ? ("text" as const) : ("chosen" as const)
      const spelt = and(waiting(id), eq(historyRows.unitText, text))
      await inner.db.update(historyRows).set({ unitChoice, unitId }).where(spelt)
    }
    return ok(null)
  })

/** Decides all spellings that are still open in one way: the likeliest unit where there is one, or as it is written. */
export const decideAllUnits = (scope: Scope, id: number, way: "likeliest" | "text") =>
  inDraft(scope, id, async (inner) => {
    const open = (await rowsOf(inner, id)).filter((row) => row.state !== "left_out" && row.unitChoice === "open")
    for (const [text, [row]] of Map.groupBy(open, ({ unitText }) => unitText)) {
      const unitId = way === "likeliest" ? row?.unitSuggestions[0] : null
      if (unitId === undefined) continue
      const unitChoice = unitId === null ? ("text" as const) : ("chosen" as const)
      const spelt = and(waiting(id), eq(historyRows.unitText, text), eq(historyRows.unitChoice, "open"))
      await inner.db.update(historyRows).set({ unitChoice, unitId }).where(spelt)
    }
    return ok(null)
  })

export type PersonDecision = { readonly key: string; readonly personId: number | null }

/** Says whose file the rows of one person are, or that they are none of those that it may be. */
export const decidePeople = (scope: Scope, id: number, decisions: readonly PersonDecision[]) =>
  inDraft(scope, id, async (inner) => {
    for (const { key, personId } of decisions) {
      const same = and(waiting(id), eq(historyRows.personKey, key))
      const rows = await inner.db.select().from(historyRows).where(same)
      const offered = rows.flatMap(({ personSuggestions }) => personSuggestions)
      if (personId !== null && !offered.includes(personId)) return refuse({ code: "history_person" })
      const personChoice = personId === null ? ("apart" as const) : ("chosen" as const)
      await inner.db.update(historyRows).set({ personChoice, personId }).where(same)
    }
    return ok(null)
  })

export type Mending = { readonly row: number; readonly cells: Partial<Given>; readonly isLeftOut: boolean }

/** Mends cells that could not be read, and leaves rows out or takes them in again. */
export const mendRows = (scope: Scope, id: number, mendings: readonly Mending[]) =>
  inDraft(scope, id, async (inner) => {
    for (const { row, cells, isLeftOut } of mendings) {
      const where = and(eq(historyRows.importId, id), eq(historyRows.row, row))
      const [found] = await inner.db.select().from(historyRows).where(where)
      if (!found) return refuse({ code: "not_found" })
      const givenSealed = inner.keys.seal("history", JSON.stringify({ ...givenOf(inner, found), ...cells }))
      const state = isLeftOut ? ("left_out" as const) : ("open" as const)
      await inner.db.update(historyRows).set({ givenSealed, state }).where(eq(historyRows.id, found.id))
    }
    return ok(null)
  })

/** Gives one honour to all rows that name it in a way that is not known. */
export const nameHonour = (scope: Scope, id: number, given: { readonly text: string; readonly title: string }) =>
  inDraft(scope, id, async (inner) => {
    for (const row of await rowsOf(inner, id)) {
      const cells = givenOf(inner, row)
      if (cells.honour !== given.text || row.honourId !== null) continue
      const givenSealed = inner.keys.seal("history", JSON.stringify({ ...cells, honour: given.title }))
      await inner.db.update(historyRows).set({ givenSealed }).where(eq(historyRows.id, row.id))
    }
    return ok(null)
  })

/** Leaves out every row that is still open, and those that repeat one of them and would come up in its place. */
export const leaveOutOpen = (scope: Scope, id: number) =>
  inDraft(scope, id, async (inner) => {
    const open = and(eq(historyRows.importId, id), eq(historyRows.state, "open"))
    const leave = () =>
      inner.db.update(historyRows).set({ state: "left_out" }).where(open).returning({ id: historyRows.id })
    while ((await leave()).length > 0) await judgeAnew(inner, id)
    return ok(null)
  })

/** Throws a draft away: its cells go, that it was there stays. */
export const discardHistory = (scope: Scope, id: number) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const draft = await lockedDraft(inner, id)
    if (!draft.ok) return draft
    await inner.db.delete(historyRows).where(eq(historyRows.importId, id))
    const closed = { state: "discarded" as const, closedAt: inner.now, version: draft.value.version + 1 }
    await inner.db.update(historyImports).set(closed).where(eq(historyImports.id, id))
    await record(inner, "history_import.discard", { kind: "history_import", id })
    return ok({ id })
  })

/** Points rows that were taken for a person's to the file that it was merged into. */
export async function takeOverPerson({ db }: Scope, from: number, into: number): Promise<void> {
  await db.update(historyRows).set({ personId: into }).where(eq(historyRows.personId, from))
}

/** Seals the cells of waiting rows under the current key; gives how many. */
export const resealRows = (scope: Scope): Promise<number> => {
  const { id, givenSealed } = historyRows
  return reseal(scope, {
    id,
    column: givenSealed,
    fresh: (keys, sealed) => keys.seal("history", keys.open("history", sealed)),
    save: ({ db }, row, fresh) =>
      db
        .update(historyRows)
        .set({ givenSealed: fresh })
        .where(and(eq(id, row.id), eq(givenSealed, row.sealed)))
        .returning({ id }),
    note: (inner, count) =>
      record(inner, "history_import.reseal", { kind: "key", id: 0 }, { key: inner.keys.current, count }),
  })
}
