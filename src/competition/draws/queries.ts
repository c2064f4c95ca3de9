import { eq } from "drizzle-orm"
import { seeEvent } from "#competition/contests/queries.ts"
import { countsOf, entriesOf, teamsOf } from "#competition/registration/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import { draws } from "#db/schema/index.ts"
import { sha256 } from "#lib/hash.ts"
import { isRepeated } from "./draw.ts"

export type DrawRow = typeof draws.$inferSelect

export async function drawOf(db: Db, eventId: number): Promise<DrawRow | undefined> {
  const [draw] = await db.select().from(draws).where(eq(draws.eventId, eventId))
  return draw
}

const coded = (rows: readonly { id: number; code: string | null }[]) =>
  rows.flatMap(({ id, code }) => (code === null ? [] : [{ id, code }])).toSorted((a, b) => (a.code < b.code ? -1 : 1))

/** A draw of an event that the actor runs or audits, with everything that is needed to repeat it, and whether repeating it gives the same. */
export async function findDraw(scope: Scope, eventId: number) {
  const managed = await seeEvent(scope, eventId)
  if (!managed) return undefined
  const draw = await drawOf(scope.db, eventId)
  const counts = await countsOf(scope.db, eventId)
  if (!draw?.drawnAt) return { ...managed, counts, hash: draw?.seedHash ?? "", drawn: undefined }
  const entries = coded(await entriesOf(scope.db, eventId)).filter(({ id }) => draw.inputs.includes(id))
  const teams = coded(await teamsOf(scope.db, eventId))
  const teamIds = teams.map(({ id }) => id)
  const { seed, seedHash, method, inputs, drawnAt } = draw
  const repeated =
    sha256(seed) === seedHash &&
    isRepeated(inputs, seed, "entries", entries) &&
    isRepeated(teamIds, seed, "teams", teams)
  const teamInputs = teamIds.toSorted((a, b) => a - b)
  const drawn = {
    seed,
    method,
    inputs,
    teamInputs,
    drawnAt,
    entries,
    teams,
    repeated,
  }
  return { ...managed, counts, hash: seedHash, drawn }
}
