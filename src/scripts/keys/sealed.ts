import { isNotNull, sql } from "drizzle-orm"
import type { PgColumn, PgTable } from "drizzle-orm/pg-core"
import { resealSecondFactors } from "#accounts/factors/commands.ts"
import type { Db, Scope } from "#db/db.ts"
import {
  auditCheckpoints,
  auditCuts,
  auditEntries,
  authenticators,
  historyRows,
  objectionSteps,
  objections,
  opinionLetters,
  people,
  registerEntries,
} from "#db/schema/index.ts"
import { resealPeople } from "#directory/people/numbers/commands.ts"
import { resealRows } from "#honours/history/commands.ts"
import { resealLetters } from "#honours/opinions/sealing/commands.ts"
import { resealReceivers } from "#honours/register/commands.ts"
import { resealBodies, resealStatements } from "#notices/objections/sealing/commands.ts"

type Sealed = {
  readonly table: PgTable
  readonly columns: readonly PgColumn[]
  /** Seals what is not under the current key anew, in transactions of its own; gives how many rows it changed. */
  readonly reseal: (scope: Scope) => Promise<number>
}

/** Every sealed column and who seals it anew: a test holds it against the schema. */
export const sealed: readonly Sealed[] = [
  { table: people, columns: [people.identitySealed, people.phoneSealed, people.emailSealed], reseal: resealPeople },
  { table: objections, columns: [objections.statementSealed], reseal: resealStatements },
  { table: objectionSteps, columns: [objectionSteps.bodySealed], reseal: resealBodies },
  { table: authenticators, columns: [authenticators.secret], reseal: resealSecondFactors },
  { table: registerEntries, columns: [registerEntries.receiverSealed], reseal: resealReceivers },
  { table: historyRows, columns: [historyRows.givenSealed], reseal: resealRows },
  { table: opinionLetters, columns: [opinionLetters.emailSealed], reseal: resealLetters },
]

/** What was made with each key, by the key's id. */
export async function madeWith(db: Db): Promise<Map<string, { sealed: number; trail: number }>> {
  const made = new Map<string, { sealed: number; trail: number }>()
  const add = (kind: "sealed" | "trail", rows: readonly { id: string; count: number }[]) => {
    for (const { id, count } of rows) {
      const so = made.get(id) ?? { sealed: 0, trail: 0 }
      made.set(id, { ...so, [kind]: so[kind] + count })
    }
  }
  const count = sql<number>`count(*)::int`
  for (const { table, columns } of sealed)
    for (const column of columns) {
      const id = sql<string>`split_part(${column}, '.', 2)`
      add("sealed", await db.select({ id, count }).from(table).where(isNotNull(column)).groupBy(id))
    }
  for (const table of [auditEntries, auditCheckpoints, auditCuts])
    add("trail", await db.select({ id: table.keyId, count }).from(table).groupBy(table.keyId))
  return made
}

/** Seals all that is not under the current key anew; done again, it goes on where it was stopped. */
export async function resealAll(scope: Scope): Promise<number> {
  let done = 0
  for (const { reseal } of sealed) done += await reseal(scope)
  return done
}
