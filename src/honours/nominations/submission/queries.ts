import { and, eq, ne } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { nominations } from "#db/schema/index.ts"
import type { Definition } from "../../programmes/definition.ts"
import { type Candidate, reasonsAgainst } from "../../programmes/eligibility.ts"
import { type Standing, standings } from "../../programmes/eligibility-rules.ts"
import type { Profile } from "../../programmes/filter.ts"
import { profileSchema } from "../../programmes/filter.ts"
import { allotmentsFor, definitionOf } from "../../programmes/queries.ts"
import { vetoesOf } from "../../vetoes/queries.ts"
import type { Terms } from "../papers/completeness.ts"
import { problemsOf } from "../papers/completeness.ts"
import { heldBy, knownOf, papersOf, profileNow, termsFor } from "../papers/queries.ts"
import { sectionsFor } from "../papers/sections.ts"
import type { Nominated, NominationRow } from "../queries.ts"
import { seatRefusal, takesSeat } from "./seats.ts"

/** Everything that the check of answers shows and that a submission asks. */
export async function checkOf(scope: Scope, found: Nominated) {
  const { nomination, programme } = found
  const known = await knownOf(scope, nomination)
  const { rows, papers, files, consent } = await papersOf(scope, nomination.id)
  const profile = profileNow(known, found, papers.fields.basic ?? {})
  const terms: Terms = await termsFor(scope, found, profile)
  const sections = sectionsFor(nomination.recipientKind, terms.steps)
  const problems = sections.map((section) => ({ section, problems: problemsOf(section, papers, terms) }))
  const { definition } = await definitionOf(scope, programme)
  const vetoes = (await vetoesOf(scope, [known.unit])).get(known.unit.path) ?? []
  const identityKind = known.person?.identityKind ?? null
  const candidate = await candidateOf(scope.db, nomination, { profile, vetoes, identityKind }, papers.fields)
  const reasons = reasonsAgainst(definition.eligibility, candidate, programme.year)
  return { known, rows, papers, files, consent, profile, terms, sections, problems, definition, reasons }
}
export type Check = Awaited<ReturnType<typeof checkOf>>

async function candidateOf(
  db: Db,
  nomination: NominationRow,
  { profile, vetoes, identityKind }: Pick<Candidate, "profile" | "vetoes" | "identityKind">,
  fields: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<Candidate> {
  const standing = standings.find((one): one is Standing => one === fields.basic?.standing)
  const hasContribution = Boolean(fields.deeds?.contribution)
  const held = await heldBy({ db }, nomination)
  const known = { profile, held, vetoes, identityKind, inPool: held.length > 0 }
  return { ...known, standings: standing ? [standing] : [], hasContribution }
}

/** Why there is no seat for a nominee; exact only while the allotments are locked. */
export async function seatProblem(
  scope: Scope,
  { nomination, places }: Nominated,
  definition: Definition,
  profile: Profile,
) {
  if (nomination.seat === "ring_fenced") return undefined
  const { programmeId, recommendingUnitId } = nomination
  const allotment = (await allotmentsFor(scope, programmeId, { path: places.recommender })).find(
    (one) => one.honourId === nomination.honourId && one.unitId === recommendingUnitId,
  )
  const rows = await scope.db
    .select({ state: nominations.state, profile: nominations.profile })
    .from(nominations)
    .where(
      and(
        eq(nominations.programmeId, programmeId),
        eq(nominations.recommendingUnitId, recommendingUnitId),
        eq(nominations.seat, "regular"),
        ne(nominations.id, nomination.id),
      ),
    )
  const there = rows
    .filter(({ state }) => takesSeat(state, definition.substitutes))
    .map((row) => profileSchema.parse(row.profile))
  return seatRefusal(definition, allotment, there, profile)
}
