import { eq } from "drizzle-orm"
import { removeFile } from "#attachments/commands.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import {
  nominationConsents,
  nominationFiles,
  nominationReminders,
  nominationSections,
  nominations,
} from "#db/schema/index.ts"
import type { NominationSeat, RecipientKind } from "#db/words.ts"
import { findUnit, type UnitRow } from "#directory/organisations/queries.ts"
import { findPerson, type PersonLine } from "#directory/people/queries.ts"
import { searchKey } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import {
  allotmentsFor,
  definitionOf,
  offeredHonours,
  type ProgrammeRow,
  programmeById,
} from "../../programmes/queries.ts"
import { takesNominations } from "../../programmes/window.ts"
import { speaksFor } from "../moves/permission.ts"
import { profileFrom } from "../papers/profile.ts"
import { paperFiles } from "../papers/queries.ts"
import { findNomination, type NominationRow } from "../queries.ts"

/** Whom a unit wants to nominate, for what. */
export type Start = {
  readonly programmeId: number
  readonly honourId: number
  /** A person of the actor's units, or a unit itself, or a team of one. */
  readonly personId: number | null
  readonly unitId: number | null
  readonly teamName: string
  readonly placingId?: number
  readonly seat?: NominationSeat
  readonly copiedFromId?: number
}

/** Opens the papers of a nomination; a person stands once in a selection, whoever nominates. */
export const startNomination = (scope: Scope, start: Start) =>
  transact(scope, async (inner): Promise<Result<NominationRow>> => {
    const programme = await programmeById(inner.db, start.programmeId)
    if (!programme) return refuse({ code: "not_found" })
    if (!takesNominations(programme, inner.now)) return refuse({ code: "not_open" })
    const nominee = await nomineeOf(inner, start)
    if (!nominee) return refuse({ code: "not_found" })
    const place = await placeFor(inner, programme, start.honourId, nominee)
    return place.ok ? openPapers(inner, programme, start, nominee, place.value) : place
  })

export type Nominee = {
  readonly kind: RecipientKind
  readonly unit: UnitRow
  readonly person?: PersonLine
  readonly name: string
}

async function nomineeOf(scope: Scope, { personId, unitId, teamName }: Start): Promise<Nominee | undefined> {
  const person = personId === null ? undefined : await findPerson(scope, personId, "nominations.write")
  const unit = await findUnit(scope, person?.unitId ?? unitId ?? 0, "nominations.write")
  if (!unit || (personId !== null && !person)) return undefined
  if (person) return { kind: "person", unit, person, name: person.name }
  return teamName ? { kind: "team", unit, name: teamName } : { kind: "unit", unit, name: unit.name }
}

/** The honour and whose seats they are: of the unit itself, or of the nearest above it that has some. */
async function placeFor(scope: Scope, programme: ProgrammeRow, honourId: number, { kind, unit }: Nominee) {
  const { definition } = await definitionOf(scope, programme)
  const honour = (await offeredHonours(scope, definition)).find(({ id }) => id === honourId)
  if (definition.founded === "must") return refuse({ code: "founded_only" })
  if (!honour || honour.recipientKind !== kind) return refuse({ code: "not_offered", field: "honour" })
  const allotment = (await allotmentsFor(scope, programme.id, unit)).find((one) => one.honourId === honourId)
  if (!allotment) return refuse({ code: "no_seats", field: "honour" })
  return ok({ honour, recommendingUnitId: allotment.unitId })
}

type Placed = { readonly honour: { readonly id: number; readonly slug: string }; readonly recommendingUnitId: number }

/** Writes papers down inside the transaction of a caller that has asked who may, and whose seats they are. */
export async function openPapers(
  scope: Scope,
  programme: ProgrammeRow,
  start: Pick<Start, "teamName" | "placingId" | "seat" | "copiedFromId">,
  nominee: Nominee,
  { honour, recommendingUnitId }: Placed,
): Promise<Result<NominationRow>> {
  const { kind, unit, person, name } = nominee
  const order = kind === "person" ? "person" : "unit"
  const [made] = await scope.db
    .insert(nominations)
    .values({
      ...{ programmeId: programme.id, honourId: honour.id, recipientKind: kind, recommendingUnitId, name },
      ...{ personId: person?.id ?? null, unitId: unit.id, teamName: start.teamName },
      profile: profileFrom(
        { honour: honour.slug, recipient: kind, unit, person, isFounded: start.placingId !== undefined },
        {},
      ),
      seat: start.seat ?? (programme.batch === "ring_fenced" ? "ring_fenced" : "regular"),
      ...{ placingId: start.placingId ?? null, copiedFromId: start.copiedFromId ?? null },
      searchKey: searchKey(name, order),
      ...sortKeys(name, order),
      createdBy: scope.actor.kind === "account" ? scope.actor.accountId : null,
      createdAt: scope.now,
    })
    .onConflictDoNothing()
    .returning()
  if (!made) return refuse({ code: "already_nominated" })
  const source = start.placingId === undefined ? {} : { placing: start.placingId }
  const facts = { honourId: honour.id, unit: unit.id, ...source }
  await record(scope, "nomination.start", { kind: "nomination", id: made.id }, facts)
  return ok(made)
}

/** Throws papers away that were never submitted, files with them. */
export const discardNomination = (scope: Scope, id: number, version: number) =>
  transact(scope, async (inner): Promise<Result<null>> => {
    const found = await findNomination(inner, id)
    if (!found || !speaksFor(inner.actor, found.places, "unit")) return refuse({ code: "not_found" })
    const { db } = inner
    const [row] = await db.select().from(nominations).where(eq(nominations.id, id)).for("update")
    if (row?.state !== "draft") return refuse({ code: "wrong_state" })
    if (row.version !== version) return refuse({ code: "stale" })
    for (const file of await paperFiles(inner, id)) await removeFile(inner, file.id)
    await db.delete(nominationFiles).where(eq(nominationFiles.nominationId, id))
    await db.delete(nominationConsents).where(eq(nominationConsents.nominationId, id))
    await db.delete(nominationReminders).where(eq(nominationReminders.nominationId, id))
    await db.delete(nominationSections).where(eq(nominationSections.nominationId, id))
    await db.delete(nominations).where(eq(nominations.id, id))
    await record(inner, "nomination.discard", { kind: "nomination", id }, { honourId: row.honourId, unit: row.unitId })
    return ok(null)
  })
