import { and, asc, eq, inArray } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import {
  committeeCases,
  formerPersonNames,
  formerUnitNames,
  honours,
  nominationSections,
  nominations,
  people,
  units,
} from "#db/schema/index.ts"
import type { UnitKind } from "#db/words.ts"
import { profileOf } from "../../nominations/queries.ts"
import { blinded, type Identity, type Stand } from "../blinding.ts"
import type { Seated } from "../queries.ts"

/** Everything by which the nominee of a case could be recognised in running text. */
async function identityOf(db: Db, row: Found): Promise<Identity> {
  const { nomination, unit, person, hiddenWords, basic } = row
  const former = await db.select().from(formerUnitNames).where(eq(formerUnitNames.unitId, unit.id))
  const above = await db
    .select({ name: units.name, shortName: units.shortName })
    .from(units)
    .where(and(inArray(units.id, unit.path.split(".").filter(Boolean).map(Number)), inArray(units.kind, employers)))
  const names = person ? await db.select().from(formerPersonNames).where(eq(formerPersonNames.personId, person.id)) : []
  const leader = [basic.leader ?? "", basic.head ?? ""]
  return {
    people: [person?.name ?? "", ...names.map(({ name }) => name), ...leader],
    units: [
      ...[unit.name, unit.shortName, nomination.teamName, nomination.recipientKind === "person" ? "" : nomination.name],
      ...above.flatMap(({ name, shortName }) => [name, shortName]),
      ...former.map(({ name }) => name),
    ],
    words: hiddenWords,
  }
}

/** Units whose names lead to somebody; that of a federation leads to nobody. */
const employers: UnitKind[] = ["enterprise", "institution", "organ", "team"]

const columns = {
  id: committeeCases.id,
  number: committeeCases.number,
  token: committeeCases.token,
  hiddenWords: committeeCases.hiddenWords,
  nomination: nominations,
  honour: honours,
  unit: { id: units.id, name: units.name, shortName: units.shortName, path: units.path },
  person: { id: people.id, name: people.name, sex: people.sex, birthDate: people.birthDate, skill: people.skillLevel },
}

async function caseBy(db: Db, committeeId: number, caseId: number) {
  const [row] = await db
    .select(columns)
    .from(committeeCases)
    .innerJoin(nominations, eq(nominations.id, committeeCases.nominationId))
    .innerJoin(honours, eq(honours.id, nominations.honourId))
    .innerJoin(units, eq(units.id, nominations.unitId))
    .leftJoin(people, eq(people.id, nominations.personId))
    .where(and(eq(committeeCases.committeeId, committeeId), eq(committeeCases.id, caseId)))
  if (!row) return undefined
  const sections = await db
    .select()
    .from(nominationSections)
    .where(eq(nominationSections.nominationId, row.nomination.id))
    .orderBy(asc(nominationSections.id))
  const fields = new Map(sections.map(({ section, fields }) => [section, fields]))
  return { ...row, fields, basic: fields.get("basic") ?? {} }
}

type Found = NonNullable<Awaited<ReturnType<typeof caseBy>>>

/** Texts of a dossier that a committee reads, by section and field. */
const readable = [
  ["deeds", "summary"],
  ["deeds", "full"],
  ["deeds", "contribution"],
  ["resume", "resume"],
  ["honours", "others"],
] as const

/**
 * A dossier as the members of a committee read it, on paper and on screens alike. What the step hides is not in it;
 * files are never in a copy without names, since nobody can vouch for what they show. A résumé names employers.
 */
export async function copyOf({ db }: Scope, { committee, rules: { hidden } }: Seated, caseId: number, stand: Stand) {
  const row = await caseBy(db, committee.id, caseId)
  if (!row) return undefined
  const isBlind = hidden.includes("name") || hidden.includes("unit")
  const identity = await identityOf(db, row)
  const { person, nomination, unit, fields } = row
  const texts = readable.flatMap(([section, field]) => {
    const text = fields.get(section)?.[field] ?? ""
    return text && !(isBlind && section === "resume")
      ? [{ key: `${section}_${field}` as const, text: blinded(text, hidden, identity, stand) }]
      : []
  })
  return {
    ...{ id: row.id, number: row.number, token: row.token, honour: row.honour, texts, isBlind },
    hiddenWords: row.hiddenWords,
    recipientKind: nomination.recipientKind,
    name: hidden.includes("name") ? "" : nomination.name,
    unitName: isBlind ? "" : unit.name,
    sex: hidden.includes("sex") ? null : (person?.sex ?? null),
    birthYear: hidden.includes("birth") ? "" : (person?.birthDate.slice(0, 4) ?? ""),
    skill: person?.skill ?? null,
    identityClass: profileOf(nomination).identityClass,
    isFounded: nomination.placingId !== null,
  }
}

export type Copy = NonNullable<Awaited<ReturnType<typeof copyOf>>>
