import { and, eq, gt, inArray, ne, type SQL, sql } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { publicCount } from "#db/gate.ts"
import { boardCounts, honours, registerRolls } from "#db/schema/index.ts"
import { placeholders, statements } from "#db/statement.ts"
import { given, gradeColumns, rollOrder, rollsWhere } from "../conditions/queries.ts"

// Counts that are kept up to date: each statement adds up what the public may count by now.

const { rollId, district, section } = boardCounts
const at = placeholders(["atDistrict", "atSection"])
const count = sql<number>`sum(${boardCounts.count})::int`
const some = gt(sql`sum(${boardCounts.count})`, 0)

/** What stands in one place. */
const here = (shape: string) =>
  and(publicCount(given.now), eq(district, at.atDistrict), eq(section, at.atSection), rollsWhere(shape))

/** How many names each roll has in a place, in the order of the board. */
export const keptGrades = statements((db, shape: string) =>
  db
    .select({ ...gradeColumns, count })
    .from(boardCounts)
    .innerJoin(registerRolls, eq(registerRolls.id, rollId))
    .innerJoin(honours, eq(honours.id, registerRolls.honourId))
    .where(here(shape))
    .groupBy(registerRolls.id, honours.id)
    .having(some)
    .orderBy(...rollOrder),
)

export const keptByHonour = statements((db, shape: string) =>
  db
    .select({ honourId: honours.id, year: registerRolls.year, count })
    .from(boardCounts)
    .innerJoin(registerRolls, eq(registerRolls.id, rollId))
    .innerJoin(honours, eq(honours.id, registerRolls.honourId))
    .where(here(shape))
    .groupBy(honours.id, registerRolls.year)
    .having(some),
)

/** The rolls that a shape asks for; where it asks for none, the row of all of them together answers. */
const amongRolls = (db: Db, shape: string): SQL | undefined =>
  shape === ""
    ? eq(rollId, 0)
    : inArray(
        rollId,
        db
          .select({ id: registerRolls.id })
          .from(registerRolls)
          .innerJoin(honours, eq(honours.id, registerRolls.honourId))
          .where(rollsWhere(shape)),
      )

export const keptByDistrict = statements((db, shape: string) =>
  db
    .select({ id: district, count })
    .from(boardCounts)
    .where(and(publicCount(given.now), gt(district, 0), eq(section, at.atSection), amongRolls(db, shape)))
    .groupBy(district)
    .having(some),
)

export const keptBySection = statements((db, shape: string) =>
  db
    .select({ section, count })
    .from(boardCounts)
    .where(and(publicCount(given.now), eq(district, at.atDistrict), ne(section, "*"), amongRolls(db, shape)))
    .groupBy(section)
    .having(some),
)
