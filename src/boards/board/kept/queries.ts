import { and, eq, gt, ne, type SQL, sql } from "drizzle-orm"
import { publicCount } from "#db/gate.ts"
import { boardCounts, honours, registerRolls } from "#db/schema/index.ts"
import { placeholders, statements } from "#db/statement.ts"
import { given, gradeColumns, rollOrder, rollsWhere } from "../conditions/queries.ts"

// Counts that are kept up to date: each statement adds up what the public may count by now.

const { rollId, district, section } = boardCounts
const at = placeholders(["atDistrict", "atSection"])
const count = sql<number>`sum(${boardCounts.count})::int`
const some = gt(sql`sum(${boardCounts.count})`, 0)
const here = and(eq(district, at.atDistrict), eq(section, at.atSection))

const where = (shape: string, place: SQL | undefined) => and(publicCount(given.now), place, rollsWhere(shape))

/** How many names each roll has in a place, in the order of the board. */
export const keptGrades = statements((db, shape: string) =>
  db
    .select({ ...gradeColumns, count })
    .from(boardCounts)
    .innerJoin(registerRolls, eq(registerRolls.id, rollId))
    .innerJoin(honours, eq(honours.id, registerRolls.honourId))
    .where(where(shape, here))
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
    .where(where(shape, here))
    .groupBy(honours.id, registerRolls.year)
    .having(some),
)

/** Where nothing is asked of the rolls, the row of all of them together answers. */
const ofAll = eq(rollId, 0)

const everyDistrict = and(gt(district, 0), eq(section, at.atSection))
const everySection = and(eq(district, at.atDistrict), ne(section, "*"))

export const keptByDistrict = statements((db, shape: string) => {
  const rows = db.select({ id: district, count }).from(boardCounts).$dynamic()
  if (shape === "")
    return rows
      .where(where("", and(everyDistrict, ofAll)))
      .groupBy(district)
      .having(some)
  return rows
    .innerJoin(registerRolls, eq(registerRolls.id, rollId))
    .innerJoin(honours, eq(honours.id, registerRolls.honourId))
    .where(where(shape, everyDistrict))
    .groupBy(district)
    .having(some)
})

export const keptBySection = statements((db, shape: string) => {
  const rows = db.select({ section, count }).from(boardCounts).$dynamic()
  if (shape === "")
    return rows
      .where(where("", and(everySection, ofAll)))
      .groupBy(section)
      .having(some)
  return rows
    .innerJoin(registerRolls, eq(registerRolls.id, rollId))
    .innerJoin(honours, eq(honours.id, registerRolls.honourId))
    .where(where(shape, everySection))
    .groupBy(section)
    .having(some)
})
