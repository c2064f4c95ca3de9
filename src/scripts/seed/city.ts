import { asc, eq, isNotNull, sql } from "drizzle-orm"
import { policies } from "#accounts/policy.ts"
import { type Scope, transact } from "#db/db.ts"
import { formerUnitNames, units } from "#db/schema/index.ts"
import { setUp } from "#directory/setup/commands.ts"
import { searchKey } from "#lib/names.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { done } from "../demo/done.ts"
import { madeUpUnit } from "./names.ts"
import { put } from "./rows.ts"

const districts = ["临江", "东山", "南湖", "西岭", "北渡", "石桥", "青溪", "白塔", "云台", "沙河", "龙泉", "金滩"]

export type SeedUnit = { readonly id: number; readonly name: string }

/** The federation with an account to look around with, its districts, and so many employers in them. */
export async function seedCity(scope: Scope, count: number): Promise<{ root: number; units: SeedUnit[] }> {
  const person = { name: "管理员", sex: "female", birthDate: "1980-01-01", post: "" } as const
  const federation = { federation: "澜江市总工会", shortName: "市总", level: "municipal" } as const
  const signIn = { username: "admin", password: "laurel-demo-2026" }
  const officer = { ...person, ...federation, ...signIn, regionCode: "", creditCode: "" }
  const root = done(await transact(scope, (inner) => setUp(inner, policies.default, officer)))
  const plain = { ownership: "organ", path: "", createdAt: scope.now } as const
  await addUnits(
    scope,
    districts.map((name) => ({
      ...plain,
      ...{ parentId: root, kind: "federation", level: "district", name: `${name}区总工会`, shortName: `${name}区` },
    })),
  )
  const above = await scope.db.select().from(units).where(isNotNull(units.parentId)).orderBy(asc(units.id))
  const made = Array.from({ length: count }, (_, at) => {
    const { id, shortName } = above[at % above.length] as (typeof above)[number]
    const { former, ...facts } = madeUpUnit(at, shortName.slice(0, 2))
    return { ...plain, ...facts, ownership: "private", parentId: id, kind: "enterprise", level: "unit", former }
  })
  await addUnits(
    scope,
    made.map(({ former: _, ...row }) => ({ ...row, shortName: row.name })),
  )
  const rows = await scope.db
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(eq(units.kind, "enterprise"))
    .orderBy(asc(units.id))
  const former = made.flatMap(({ former: name }, at) => (name ? [{ name, unitId: rows[at]?.id ?? 0 }] : []))
  // PostgreSQL would go through all of them for each former name, knowing nothing of them yet.
  await scope.db.execute(sql`analyze`)
  await addFormer(scope, former)
  return { root, units: rows }
}

async function addUnits(scope: Scope, rows: readonly { readonly name: string }[]): Promise<void> {
  const whole = rows.map((row) => ({ ...row, searchKey: searchKey(row.name, "unit"), ...sortKeys(row.name, "unit") }))
  await put(scope, units, whole)
  await scope.db.execute(sql`update units set path = above.path || units.id || '.' from units as above
    where above.id = units.parent_id and units.path = ''`)
}

const addFormer = (scope: Scope, rows: readonly { readonly name: string; readonly unitId: number }[]) =>
  put(
    scope,
    formerUnitNames,
    rows.map((row) => ({ ...row, searchKey: searchKey(row.name, "unit"), createdAt: scope.now })),
  )
