import { and, eq, isNotNull } from "drizzle-orm"
import { mayInUnit } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { opinionLetters, opinions } from "#db/schema/index.ts"
import { routeFor } from "../nominations/course/route.ts"
import { paperFiles } from "../nominations/papers/queries.ts"
import { actsOf, courseOf, findNomination } from "../nominations/queries.ts"
import { departmentsFor } from "../opinions/asking.ts"
import { definitionOf } from "../programmes/queries.ts"
import { factsOf } from "./facts/queries.ts"
import { type Box, boxesOf } from "./signatures.ts"

/** Everything that the forms of one nomination say, for whoever may read it. */
export async function formFactsOf(scope: Scope, id: number) {
  const found = await findNomination(scope, id)
  if (!found) return undefined
  const { definition } = await definitionOf(scope, found.programme)
  const [facts] = await factsOf(scope, definition, [id])
  if (!facts) return undefined
  const steps = routeFor(definition, facts.profile)
  const course = courseOf(facts.nomination, await actsOf(scope.db, id))
  const photo = (await paperFiles(scope, id)).find(({ purpose }) => purpose === "photo")
  const answers = await answersOf(scope, id)
  return {
    facts,
    definition,
    photo: photo?.token ?? "",
    boxes: boxesOf(steps, course),
    departments: departmentsFor(definition.opinions, facts.profile).map(
      ({ key, title }): Box => ({ ...(answers.get(key) ?? blank), title }),
    ),
    /** Whether the reader may see whole numbers of this person, each time for a reason. */
    mayReveal: facts.person !== undefined && mayInUnit(scope.actor, "people.reveal", { path: facts.person.unitPath }),
  }
}
export type FormFacts = NonNullable<Awaited<ReturnType<typeof formFactsOf>>>

const blank = { verdict: undefined, words: "", name: "", at: undefined }

/** What departments have said of a nominee and signed, the latest round of each. */
async function answersOf({ db }: Scope, nominationId: number): Promise<ReadonlyMap<string, Omit<Box, "title">>> {
  const rows = await db
    .select({ opinion: opinions, name: opinionLetters.signerName, at: opinionLetters.signedAt })
    .from(opinions)
    .innerJoin(opinionLetters, eq(opinionLetters.id, opinions.letterId))
    .where(and(eq(opinions.nominationId, nominationId), isNotNull(opinionLetters.signedAt)))
    .orderBy(opinions.round)
  return new Map(
    rows.map(({ opinion, name, at }) => [
      opinion.department,
      { verdict: opinion.verdict ?? undefined, words: opinion.words, name, at: at ?? undefined },
    ]),
  )
}
