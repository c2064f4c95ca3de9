import { record } from "#audit/record.ts"
import type { Scope } from "#db/db.ts"
import { entries, teams } from "#db/schema/index.ts"
import type { EntryStatus } from "#db/words.ts"

export type CodedEntrant = {
  readonly code: string
  readonly status: EntryStatus
  readonly team: string | undefined
  readonly personId: number
}

export type EntryIds = ReadonlyMap<string, number>

const ROWS = 1_000

async function importTeams(scope: Scope, eventId: number, unitId: number, codes: readonly string[]) {
  const ids = new Map<string, number>()
  for (let start = 0; start < codes.length; start += ROWS) {
    const rows = codes.slice(start, start + ROWS).map((code) => ({ eventId, unitId, name: code, code }))
    const made = await scope.db.insert(teams).values(rows).returning({ id: teams.id, code: teams.code })
    for (const { id, code } of made) ids.set(code ?? "", id)
  }
  return ids
}

/**
 * Enters people who have their codes already, with their teams, inside the caller's transaction: a contest that was
 * judged elsewhere has no registration and no draw of ours. Gives the entries' ids by code.
 */
export async function importEntries(
  scope: Scope,
  event: { readonly id: number; readonly unitId: number },
  entrants: readonly CodedEntrant[],
): Promise<EntryIds> {
  const { id: eventId, unitId } = event
  const names = new Set(entrants.flatMap(({ team }) => (team === undefined ? [] : [team])))
  const teamIds = await importTeams(scope, eventId, unitId, [...names])
  const ids = new Map<string, number>()
  const approved = { registration: "approved" as const, approvedAt: scope.now, createdAt: scope.now }
  for (let start = 0; start < entrants.length; start += ROWS) {
    const rows = entrants.slice(start, start + ROWS).map(({ code, status, team, personId }) => {
      const teamId = team === undefined ? null : (teamIds.get(team) ?? null)
      return { eventId, unitId, personId, teamId, code, status, ...approved }
    })
    const made = await scope.db.insert(entries).values(rows).returning({ id: entries.id, code: entries.code })
    for (const { id, code } of made) ids.set(code ?? "", id)
  }
  await record(scope, "entry.import", { kind: "event", id: eventId }, { entries: ids.size, teams: teamIds.size })
  return ids
}
