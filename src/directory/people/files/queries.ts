import { and, eq, exists, inArray, isNull, ne, or, sql } from "drizzle-orm"
import { mayInUnit } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { formerPersonNames, people, units } from "#db/schema/index.ts"
import type { IdentityKind, Sex } from "#db/words.ts"
import { lookupTextOf } from "../identity-number.ts"

/** A file that stands already: those within the actor's reach by name, of the others only that there are some. */
export type KnownFiles = {
  readonly here: readonly { readonly id: number; readonly name: string; readonly unitName: string }[]
  readonly elsewhere: number
}

const columns = { id: people.id, name: people.name, unitName: units.name, path: units.path }

function asKnown(scope: Scope, rows: readonly { id: number; name: string; unitName: string; path: string }[]) {
  const here = rows.filter((row) => mayInUnit(scope.actor, "directory.keep", row))
  const known: KnownFiles = {
    here: here.map(({ id, name, unitName }) => ({ id, name, unitName })),
    elsewhere: rows.length - here.length,
  }
  return known
}

/** The file that holds this identity number anywhere in the installation, under whichever key its hash was made. */
export async function fileWithNumber(
  scope: Scope,
  kind: IdentityKind,
  number: string,
  not: number,
): Promise<KnownFiles | undefined> {
  const hashes = scope.keys.lookups("identity_number", lookupTextOf(kind, number))
  const rows = await scope.db
    .select(columns)
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(inArray(people.identityHash, hashes), ne(people.id, not)))
  return rows.length > 0 ? asKnown(scope, rows) : undefined
}

export type Likeness = {
  readonly name: string
  readonly sex: Sex
  readonly birthDate: string
  readonly identityKind: IdentityKind | null
}

/**
 * Files of the same name (now or before), sex and birth date. Two numbers of one kind tell two people apart, since no
 * number is in two files.
 */
export async function filesAlike(scope: Scope, given: Likeness, not: number): Promise<KnownFiles | undefined> {
  const { name, sex, birthDate, identityKind } = given
  const formerly = scope.db
    .select({ one: sql`1` })
    .from(formerPersonNames)
    .where(and(eq(formerPersonNames.personId, people.id), eq(formerPersonNames.name, name)))
  const otherKind = or(isNull(people.identityKind), ne(people.identityKind, identityKind ?? "resident_id"))
  const rows = await scope.db
    .select(columns)
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(
      and(
        eq(people.birthDate, birthDate),
        eq(people.sex, sex),
        or(eq(people.name, name), exists(formerly)),
        identityKind === null ? undefined : otherKind,
        isNull(people.mergedIntoId),
        eq(people.isPlaceholder, false),
        ne(people.id, not),
      ),
    )
    .orderBy(people.id)
    .limit(20)
  return rows.length > 0 ? asKnown(scope, rows) : undefined
}
