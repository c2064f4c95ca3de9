import { and, eq } from "drizzle-orm"
import { type Keep, removeFile as removeStored, saveUpload } from "#attachments/commands.ts"
import { imageKinds } from "#attachments/kinds.ts"
import type { FileRow } from "#attachments/queries.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { nominationFiles, nominationSections, nominations } from "#db/schema/index.ts"
import { fileKinds } from "#db/words.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { isWithUnit } from "../course/standing.ts"
import { type Locked, lockNomination } from "../moves/commands.ts"
import { speaksFor } from "../moves/permission.ts"
import { findNomination } from "../queries.ts"
import { problemsOf } from "./completeness.ts"
import { type Fields, keptOf } from "./fields.ts"
import { knownOf, paperFiles, papersOf, profileNow, sectionRow, termsFor } from "./queries.ts"
import { type Section, sectionsFor } from "./sections.ts"

/** The papers of a nomination that the actor's unit has in its hands, locked with its route. */
export async function lockPapers(scope: Scope, id: number): Promise<Result<Locked>> {
  const found = await findNomination(scope, id)
  if (!found || !speaksFor(scope.actor, found.places, "unit")) return refuse({ code: "not_found" })
  const locked = await lockNomination(scope, id)
  if (!locked) return refuse({ code: "not_found" })
  return isWithUnit(locked.steps, locked.course) ? ok(locked) : refuse({ code: "not_with_unit" })
}

const sectionOf = ({ found, steps }: Locked, key: string): Section | undefined =>
  sectionsFor(found.nomination.recipientKind, steps).find((one) => one.key === key)

export type Saved = { readonly version: number; readonly isDone: boolean }

/**
 * Keeps what was typed in one section, whole or not. A tab that saw an older version changes nothing: it is shown both
 * texts (`stale`), and only a person decides which stands.
 */
export const saveSection = (
  scope: Scope,
  id: number,
  key: string,
  given: { version: number; typed: Readonly<Record<string, unknown>> },
) =>
  transact(scope, async (inner): Promise<Result<Saved>> => {
    const locked = await lockPapers(inner, id)
    if (!locked.ok) return locked
    const section = sectionOf(locked.value, key)
    if (!section) return refuse({ code: "not_found" })
    const fields = keptOf(section.fields, given.typed)
    const before = await sectionRow(inner, id, key)
    if ((before?.version ?? 0) !== given.version) {
      const isSame = before && JSON.stringify(before.fields) === JSON.stringify(fields)
      return isSame ? ok({ version: before.version, isDone: before.isDone }) : refuse({ code: "section_stale" })
    }
    return keepSection(inner, locked.value, section, fields, given.version)
  })

async function keepSection(
  scope: Scope,
  locked: Locked,
  section: Section,
  fields: Fields,
  version: number,
): Promise<Result<Saved>> {
  const { nomination } = locked.found
  const known = await knownOf(scope, nomination)
  const basic = section.key === "basic" ? fields : ((await sectionRow(scope, nomination.id, "basic"))?.fields ?? {})
  const profile = profileNow(known, locked.found, basic)
  const { papers } = await papersOf(scope, nomination.id)
  const terms = await termsFor(scope, locked.found, profile)
  const after = { ...papers, fields: { ...papers.fields, [section.key]: fields } }
  const isDone = problemsOf(section, after, terms).length === 0
  const row = { fields, isDone, savedAt: scope.now, version: version + 1 }
  const key = { nominationId: nomination.id, section: section.key }
  await scope.db
    .insert(nominationSections)
    .values({ ...key, ...row })
    .onConflictDoUpdate({ target: [nominationSections.nominationId, nominationSections.section], set: row })
  await scope.db.update(nominations).set({ profile }).where(eq(nominations.id, nomination.id))
  await record(
    scope,
    "nomination.save",
    { kind: "nomination", id: nomination.id },
    { section: section.key, version: row.version },
  )
  return ok({ version: row.version, isDone })
}

/** Adds a file to a section; pictures only where a picture is asked for. */
export const attachFile = (scope: Scope, keep: Keep, id: number, given: { purpose: string; upload: File }) =>
  transact(scope, async (inner): Promise<Result<FileRow>> => {
    const locked = await lockPapers(inner, id)
    if (!locked.ok) return locked
    const { recipientKind } = locked.value.found.nomination
    const asked = sectionsFor(recipientKind, locked.value.steps).flatMap(({ files }) => files)
    const slot = asked.find(({ purpose }) => purpose === given.purpose)
    if (!slot) return refuse({ code: "not_found" })
    const there = (await paperFiles(inner, id)).filter(({ purpose }) => purpose === slot.purpose)
    const kinds = slot.purpose === "photo" ? imageKinds : fileKinds
    const saved = await saveUpload(inner, keep, given.upload, { kinds, most: slot.most, standing: there.length })
    if (!saved.ok) return saved
    await inner.db.insert(nominationFiles).values({ nominationId: id, fileId: saved.value.id, purpose: slot.purpose })
    await record(
      inner,
      "nomination.attach",
      { kind: "nomination", id },
      { purpose: slot.purpose, sha256: saved.value.sha256 },
    )
    return saved
  })

/** Takes a file out of the papers. */
export const detachFile = (scope: Scope, id: number, token: string) =>
  transact(scope, async (inner): Promise<Result<null>> => {
    const locked = await lockPapers(inner, id)
    if (!locked.ok) return locked
    const file = (await paperFiles(inner, id)).find((one) => one.token === token)
    if (!file) return refuse({ code: "not_found" })
    await inner.db
      .delete(nominationFiles)
      .where(and(eq(nominationFiles.nominationId, id), eq(nominationFiles.fileId, file.id)))
    await removeStored(inner, file.id)
    await record(inner, "nomination.detach", { kind: "nomination", id }, { purpose: file.purpose, sha256: file.sha256 })
    return ok(null)
  })
