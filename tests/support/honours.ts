import type { Db } from "#db/db.ts"
import { honours, nominations, programmes, registerEntries } from "#db/schema/index.ts"
import { searchKey } from "#lib/names.ts"
import { sortKeys } from "#lib/sort-keys.ts"

/** A kind of honour in the name of a unit. */
export async function makeHonour(
  db: Db,
  unit: { readonly id: number },
  slug: string,
  facts: Partial<typeof honours.$inferInsert> = {},
) {
  const [honour] = await db
    .insert(honours)
    .values({
      slug,
      titleZh: `江城市${slug}奖`,
      titleEn: `Jiangcheng ${slug} award`,
      level: "municipal",
      recipientKind: "person",
      conferredBy: "江城市总工会",
      conferringUnitId: unit.id,
      rank: 1,
      ...facts,
    })
    .returning()
  return honour as NonNullable<typeof honour>
}

/** A selection of honours run by a unit's honours office, taking nominations all of 2026. */
export async function makeProgramme(
  db: Db,
  unit: { readonly id: number },
  slug: string,
  facts: Partial<typeof programmes.$inferInsert> = {},
) {
  const [programme] = await db
    .insert(programmes)
    .values({
      slug,
      unitId: unit.id,
      titleZh: "2026 年江城市五一劳动奖评选",
      titleEn: "2026 May Day honours of Jiangcheng",
      year: 2026,
      batch: "regular",
      state: "open",
      opensAt: new Date("2026-01-01T00:00:00Z"),
      closesAt: new Date("2027-01-01T00:00:00Z"),
      createdAt: new Date("2026-01-01T00:00:00Z"),
      ...facts,
    })
    .returning()
  return programme as NonNullable<typeof programme>
}

type Named = { readonly id: number; readonly name: string }
type Nominated = { readonly honour: { id: number }; readonly unit: Named; readonly person?: Named }

/** A nomination as a row alone, without its papers. */
export async function makeNomination(
  db: Db,
  programme: { readonly id: number },
  { honour, unit, person }: Nominated,
  facts: Partial<typeof nominations.$inferInsert> = {},
) {
  const [nomination] = await db
    .insert(nominations)
    .values({
      programmeId: programme.id,
      honourId: honour.id,
      recipientKind: person ? "person" : "unit",
      personId: person?.id ?? null,
      unitId: unit.id,
      recommendingUnitId: unit.id,
      name: (person ?? unit).name,
      profile: {},
      seat: "regular",
      searchKey: searchKey((person ?? unit).name, person ? "person" : "unit"),
      ...sortKeys((person ?? unit).name, person ? "person" : "unit"),
      createdAt: new Date("2026-01-01T00:00:00Z"),
      ...facts,
    })
    .returning()
  return nomination as NonNullable<typeof nomination>
}

/** A line of the register, entered by hand for a person or team of a unit, as a row alone. */
export async function putEntry(
  db: Db,
  honour: { readonly id: number },
  unit: Named,
  recipientName: string,
  more: Partial<typeof registerEntries.$inferInsert> = {},
): Promise<number> {
  const facts = { honourId: honour.id, unitId: unit.id, recipientName, unitName: unit.name, year: 2026 }
  const paper = { decidedOn: "2026-04-28", documentNumber: "", source: "decision" as const }
  const seen = new Date("2026-05-01")
  const kept = { searchKey: recipientName, sortPinyin: "x", visibleFrom: seen, createdAt: seen }
  const [row] = await db
    .insert(registerEntries)
    .values({ ...facts, ...paper, ...kept, ...more })
    .returning()
  return row?.id ?? 0
}

/** Lines as a command enters them, each decided in the spring of its year. */
export const linesOf =
  (honour: { readonly id: number }, unit: Named, visibleFrom: Date) =>
  <More extends object>(recipientName: string, year: number, more?: More) => ({
    ...{ honourId: honour.id, unitId: unit.id, recipientName, unitName: unit.name, year },
    ...{ decidedOn: `${year}-04-28`, documentNumber: `江工发〔${year}〕17号` },
    ...{ source: "decision" as const, visibleFrom },
    ...more,
  })
