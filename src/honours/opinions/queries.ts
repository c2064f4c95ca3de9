import { and, asc, count, desc, eq, inArray, isNotNull } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { honours, nominations, opinionLetters, opinions, people, programmes, units } from "#db/schema/index.ts"
import type { VetoGround } from "#honours/programmes/eligibility-rules.ts"
import { profileSchema } from "#honours/programmes/filter.ts"
import { definitionOf, findProgramme } from "#honours/programmes/queries.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import type { Standing, Waiting } from "./asking.ts"

export type Letter = typeof opinionLetters.$inferSelect
export type LetterSeen = {
  letter: Letter
  programme: { id: number; slug: string; titleZh: string; titleEn: string }
  issuer: string
}

const seen = {
  letter: opinionLetters,
  programme: { id: programmes.id, slug: programmes.slug, titleZh: programmes.titleZh, titleEn: programmes.titleEn },
  issuer: units.name,
}

/** The letter that a code opens: whoever holds it answers for the department. */
export async function letterByCode({ db }: Scope, code: string): Promise<LetterSeen | undefined> {
  const [row] = await db
    .select(seen)
    .from(opinionLetters)
    .innerJoin(programmes, eq(programmes.id, opinionLetters.programmeId))
    .innerJoin(units, eq(units.id, programmes.unitId))
    .where(eq(opinionLetters.codeHash, sha256(typedCode(code))))
  return row
}

/** A letter of a programme that the caller has found for its actor. */
export async function letterOf({ db }: Scope, programmeId: number, id: number): Promise<Letter | undefined> {
  const [row] = await db
    .select()
    .from(opinionLetters)
    .where(and(eq(opinionLetters.id, id), eq(opinionLetters.programmeId, programmeId)))
  return row
}

/** The grounds of the veto list by which a programme asks departments to look at a unit, each once. */
export async function groundsFor({ db }: Scope, programmeId: number): Promise<VetoGround[]> {
  const { eligibility } = (await definitionOf({ db }, { id: programmeId })).definition
  const grounds = eligibility.flatMap((rule) => (rule.kind === "veto" ? rule.grounds : []))
  return [...new Map(grounds.map((one) => [one.key, one])).values()]
}

const nominee = {
  id: opinions.id,
  version: opinions.version,
  verdict: opinions.verdict,
  words: opinions.words,
  ground: opinions.ground,
  eventDay: opinions.eventDay,
  givenAt: opinions.givenAt,
  round: opinions.round,
  nominationId: nominations.id,
  name: nominations.name,
  recipientKind: nominations.recipientKind,
  unitId: units.id,
  unitName: units.name,
  creditCode: units.creditCode,
  post: people.post,
  honourZh: honours.titleZh,
  honourEn: honours.titleEn,
  state: nominations.state,
  stepKey: nominations.stepKey,
  nowRound: nominations.round,
}

/** The nominees of a letter, in the order of the list; what a department needs to look them up, and nothing else. */
export async function nomineesOf({ db }: Scope, letterId: number) {
  const rows = await db
    .select(nominee)
    .from(opinions)
    .innerJoin(nominations, eq(nominations.id, opinions.nominationId))
    .innerJoin(units, eq(units.id, nominations.unitId))
    .innerJoin(honours, eq(honours.id, nominations.honourId))
    .leftJoin(people, eq(people.id, nominations.personId))
    .where(eq(opinions.letterId, letterId))
    .orderBy(asc(honours.rank), asc(nominations.sortStroke), asc(nominations.id))
  return rows.map(({ state, nowRound, stepKey, ...row }) => ({
    ...row,
    stepKey,
    /** Whether the opinion is still asked for: the nomination has not been returned or ended since. */
    isAsked: state === "underway" && nowRound === row.round,
  }))
}
export type Nominee = Awaited<ReturnType<typeof nomineesOf>>[number]

/** The nominations that stand at one of these steps of a programme. */
export async function waitingAt({ db }: Scope, programmeId: number, steps: readonly string[]): Promise<Waiting[]> {
  if (steps.length === 0) return []
  const rows = await db
    .select({ id: nominations.id, profile: nominations.profile, round: nominations.round })
    .from(nominations)
    .where(
      and(
        eq(nominations.programmeId, programmeId),
        eq(nominations.state, "underway"),
        inArray(nominations.stepKey, [...steps]),
      ),
    )
    .orderBy(asc(nominations.id))
  return rows.map(({ profile, ...row }) => ({ ...row, profile: profileSchema.parse(profile) }))
}

/** What was asked already about nominees of a programme. */
export const askedIn = ({ db }: Scope, programmeId: number): Promise<Standing[]> =>
  db
    .select({ nominationId: opinions.nominationId, department: opinions.department, round: opinions.round })
    .from(opinions)
    .innerJoin(opinionLetters, eq(opinionLetters.id, opinions.letterId))
    .where(eq(opinionLetters.programmeId, programmeId))

/** The letters of a programme, the newest first, each with how many nominees it asks about and how many are answered. */
export async function lettersOf({ db }: Scope, programmeId: number) {
  return db
    .select({ letter: opinionLetters, asked: count(opinions.id), given: count(opinions.givenAt) })
    .from(opinionLetters)
    .leftJoin(opinions, eq(opinions.letterId, opinionLetters.id))
    .where(eq(opinionLetters.programmeId, programmeId))
    .groupBy(opinionLetters.id)
    .orderBy(desc(opinionLetters.askedAt), asc(opinionLetters.id))
}
export type LetterLine = Awaited<ReturnType<typeof lettersOf>>[number]

/** Where each department was written to last in this programme's unit, so that nobody types an address twice. */
export async function addressesOf({ db, keys }: Scope, unitId: number): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ department: opinionLetters.department, sealed: opinionLetters.emailSealed })
    .from(opinionLetters)
    .innerJoin(programmes, eq(programmes.id, opinionLetters.programmeId))
    .where(and(eq(programmes.unitId, unitId), isNotNull(opinionLetters.emailSealed)))
    .orderBy(asc(opinionLetters.askedAt))
  return new Map(rows.map(({ department, sealed }) => [department, keys.open("email", sealed ?? "")]))
}

/** A programme whose departments the actor may ask, with what its definition in force says of them. */
export async function findAsking(scope: Scope, slug: string) {
  const found = await findProgramme(scope, slug)
  if (!found) return undefined
  const { opinions: rules, route } = (await definitionOf(scope, found.programme)).definition
  const steps = route.filter(({ kind }) => kind === "opinions").map(({ key }) => key)
  return { programme: found.programme, office: found.office, rules, steps }
}
export type Asking = NonNullable<Awaited<ReturnType<typeof findAsking>>>
