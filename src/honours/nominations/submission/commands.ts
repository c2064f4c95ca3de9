import { and, eq } from "drizzle-orm"
import { type Scope, transact } from "#db/db.ts"
import { allotments, nominationSections, nominations } from "#db/schema/index.ts"
import { sha256 } from "#lib/hash.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { isBarred } from "../../programmes/eligibility.ts"
import { takesNominations } from "../../programmes/window.ts"
import { type Locked, lockNomination, makeMove } from "../moves/commands.ts"
import { lockPapers } from "../papers/commands.ts"
import type { NominationRow } from "../queries.ts"
import { canonicalContent, receiptOf } from "./content.ts"
import { type Check, checkOf, seatProblem } from "./queries.ts"

/**
 * Submits the papers, or submits them again after a return: all of them have to be there, nothing may bar the nominee,
 * and the recommending unit has to have a seat left, which is counted while its seats are locked.
 */
export const submitNomination = (scope: Scope, id: number, version: number) =>
  transact(scope, async (inner): Promise<Result<NominationRow>> => {
    const locked = await lockPapers(inner, id)
    if (!locked.ok) return locked
    const { nomination, programme } = locked.value.found
    const isFirst = nomination.state === "draft"
    if (nomination.version !== version) return refuse({ code: "stale" })
    if (isFirst && !takesNominations(programme, inner.now)) return refuse({ code: "not_open" })
    const check = await checkOf(inner, locked.value.found)
    if (check.problems.some(({ problems }) => problems.length > 0)) return refuse({ code: "papers_missing" })
    if (isBarred(check.reasons)) return refuse({ code: "nominee_barred" })
    await lockSeats(inner, nomination)
    const full = isFirst ? await seatProblem(inner, locked.value.found, check.definition, check.profile) : undefined
    return full ? refuse(full) : freeze(inner, locked.value, check)
  })

/** Whoever counts the seats of a recommending unit counts alone. */
const lockSeats = ({ db }: Scope, { programmeId, recommendingUnitId }: NominationRow) =>
  db
    .select({ id: allotments.id })
    .from(allotments)
    .where(and(eq(allotments.programmeId, programmeId), eq(allotments.unitId, recommendingUnitId)))
    .orderBy(allotments.id)
    .for("no key update")

/** Freezes what was submitted under one hash, and sets the nomination on its way. */
async function freeze(scope: Scope, { found }: Locked, check: Check): Promise<Result<NominationRow>> {
  const { nomination, programme, unitName } = found
  const { id } = nomination
  const directory = directoryFields(check)
  const snapshot = { fields: directory, isDone: true, savedAt: scope.now }
  await scope.db
    .insert(nominationSections)
    .values({ nominationId: id, section: "directory", ...snapshot })
    .onConflictDoUpdate({ target: [nominationSections.nominationId, nominationSections.section], set: snapshot })
  const contentHash = sha256(
    canonicalContent({
      programme: programme.slug,
      recipient: { kind: nomination.recipientKind, name: nomination.name, unit: unitName },
      profile: check.profile,
      sections: { ...check.papers.fields, directory },
      files: check.files,
      consent: check.consent?.scopes ?? [],
    }),
  )
  const receipt = nomination.receipt || receiptOf(programme.year, programme.id, id)
  const frozen = { profile: check.profile, contentHash, receipt, submittedAt: scope.now }
  await scope.db.update(nominations).set(frozen).where(eq(nominations.id, id))
  const again = await lockNomination(scope, id)
  if (!again) throw new Error("a locked nomination is gone")
  const move = nomination.state === "draft" ? ("submit" as const) : ("resubmit" as const)
  const moved = await makeMove(scope, again, { move: { move }, version: nomination.version, facts: { contentHash } })
  return moved.ok ? ok(moved.value) : moved
}

/** What stood in the directory when it was submitted, without any number of anybody. */
function directoryFields({ known: { unit, person } }: Check): Record<string, string> {
  const ofUnit = { unit: unit.name, ownership: unit.ownership, unitKind: unit.kind, creditCode: unit.creditCode ?? "" }
  if (!person) return ofUnit
  const { sex, birthDate, post, identityClass, skillLevel, ethnicGroup } = person
  return {
    ...ofUnit,
    sex,
    birthDate,
    post,
    identityClass,
    skillLevel: skillLevel ?? "",
    ethnicGroup: ethnicGroup ?? "",
  }
}
