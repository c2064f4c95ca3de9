import { and, eq, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { honours, registerEntries } from "#db/schema/index.ts"
import { normaliseName } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { enter, type NewEntry } from "../commands.ts"
import { enterDecision } from "../decisions/commands.ts"
import { entryKey } from "../decisions/entry-key.ts"
import type { EntryForm } from "../forms.ts"
import { findHonour, unitsNamed } from "../queries.ts"

type HonourFound = NonNullable<Awaited<ReturnType<typeof findHonour>>>

/** Enters one honour by hand: a decision on paper, or one from before the register. What is there already is not doubled. */
export const enterByHand = (scope: Scope, given: EntryForm) =>
  transact(scope, async (inner): Promise<Result<{ id: number; isNew: boolean }>> => {
    const found = await findHonour(inner, given.honourId)
    if (!found) return refuse({ code: "honour_unknown", field: "honourId" })
    const named = await namesOf(inner, found, given)
    if (!named.ok) return named
    const { documentNumber, visibleFrom, receiverName, receiverRelation, decidedOn, ...facts } = given
    const receiver = receiverName ? { name: receiverName, relation: receiverRelation } : undefined
    const entry = { ...facts, ...named.value, receiver, source: "decision" as const }
    const { conferringUnitId, conferredBy } = found.honour
    const done = documentNumber
      ? await enterDecision(inner, {
          document: {
            unitId: conferringUnitId,
            number: documentNumber,
            issuers: [conferredBy],
            decidedOn,
            visibleFrom,
          },
          entries: [entry],
        })
      : ok(await enterWithout(inner, found, { ...entry, decidedOn, visibleFrom: visibleFrom ?? inner.now }))
    if (!done.ok) return done
    const [id = done.value.known[0]] = done.value.added
    if (id === undefined) throw new Error("an entry was not made")
    const isNew = done.value.added.length > 0
    if (isNew) await record(inner, "honour.enter", { kind: "register_entry", id }, { honourId: given.honourId })
    return ok({ id, isNew })
  })

async function namesOf(scope: Scope, found: HonourFound, given: EntryForm) {
  const [unit, another] = await unitsNamed(scope.db, normaliseName(given.unitName), found.path)
  if (!unit) return refuse({ code: "unit_unknown", field: "unitName" })
  if (another) return refuse({ code: "unit_ambiguous", field: "unitName" })
  const isUnit = found.honour.recipientKind === "unit"
  const recipientName = isUnit ? unit.name : normaliseName(given.recipientName)
  if (!recipientName) return refuse({ code: "recipient_missing", field: "recipientName" })
  if (given.isPosthumous && found.honour.recipientKind !== "person")
    return refuse({ code: "posthumous_person", field: "isPosthumous" })
  if (given.receiverName && !given.isPosthumous) return refuse({ code: "receiver_posthumous", field: "receiverName" })
  return ok({ recipientName, unitId: unit.id, unitName: unit.name })
}

/** Without a number there is no decision to point to; the honour is locked, so that the same is not entered twice at once. */
async function enterWithout(scope: Scope, { honour }: HonourFound, entry: Omit<NewEntry, "documentNumber">) {
  await scope.db.select({ id: honours.id }).from(honours).where(eq(honours.id, honour.id)).for("update")
  const { honourId, year, decisionId, recipientName } = registerEntries
  const alike = [eq(honourId, honour.id), eq(year, entry.year ?? 0), eq(recipientName, entry.recipientName)]
  const there = await scope.db
    .select()
    .from(registerEntries)
    .where(and(...alike, isNull(decisionId)))
  const known = there.filter((row) => entryKey(row) === entryKey(entry)).map(({ id }) => id)
  const kind = honour.recipientKind === "person" ? "person" : "unit"
  const added = known.length > 0 ? [] : await enter(scope, kind, [{ ...entry, documentNumber: "" }])
  return { added, known }
}
