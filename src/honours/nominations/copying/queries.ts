import { and, desc, eq, isNull, like, ne, notExists, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { mayInUnit } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { nominations, people, programmes, units } from "#db/schema/index.ts"
import type { RecipientKind } from "#db/words.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { plain } from "#lib/names.ts"
import type { NominationRow } from "../queries.ts"

/** So many at a time; who is not among them is found by name. */
const most = 20

const again = alias(nominations, "again")
/** Where the directory has a person now. */
const homes = alias(units, "homes")

/** The last papers of everybody in the actor's units who was put forward in another selection and not in this one. */
export async function earlierNominations(
  scope: Scope,
  to: { readonly programmeId: number; readonly honourId: number; readonly kind: RecipientKind; readonly name: string },
) {
  const { db, actor } = scope
  const same =
    to.kind === "person"
      ? eq(again.personId, nominations.personId)
      : and(
          isNull(again.personId),
          eq(again.honourId, to.honourId),
          eq(again.unitId, nominations.unitId),
          eq(again.teamName, nominations.teamName),
        )
  const stands = db
    .select({ one: sql`1` })
    .from(again)
    .where(and(eq(again.programmeId, to.programmeId), ne(again.state, "withdrawn"), same))
  const rows = await db
    .selectDistinctOn([nominations.personId, nominations.unitId, nominations.teamName], {
      id: nominations.id,
      name: nominations.name,
      unitName: units.name,
      personId: nominations.personId,
      path: sql<string>`coalesce(${homes.path}, ${units.path})`,
      year: programmes.year,
      titleZh: programmes.titleZh,
      titleEn: programmes.titleEn,
    })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(units, eq(units.id, nominations.unitId))
    .leftJoin(people, eq(people.id, nominations.personId))
    .leftJoin(homes, eq(homes.id, people.unitId))
    .where(
      and(
        eq(nominations.recipientKind, to.kind),
        ne(nominations.programmeId, to.programmeId),
        ne(nominations.state, "draft"),
        withinReach(actor, "nominations.write"),
        to.name ? like(nominations.searchKey, `%${plain(to.name)}%`) : undefined,
        notExists(stands),
      ),
    )
    .orderBy(nominations.personId, nominations.unitId, nominations.teamName, desc(nominations.id))
    .limit(500)
  const latest = rows.toSorted((a, b) => b.id - a.id)
  const isLast = ({ personId }: (typeof rows)[number], at: number) =>
    personId === null || latest.findIndex((one) => one.personId === personId) === at
  return latest.filter((row, at) => isLast(row, at) && mayInUnit(actor, "nominations.write", row)).slice(0, most)
}
export type Earlier = Awaited<ReturnType<typeof earlierNominations>>[number]

/** The selections in which a person stands; a unit or a team may stand in one for several honours. */
export async function selectionsOf({ db }: Scope, { personId }: NominationRow): Promise<ReadonlySet<number>> {
  if (personId === null) return new Set()
  const rows = await db
    .select({ id: nominations.programmeId })
    .from(nominations)
    .where(and(eq(nominations.personId, personId), ne(nominations.state, "withdrawn")))
  return new Set(rows.map(({ id }) => id))
}
