import type { Db } from "#db/db.ts"
import { opinionLetters, opinions } from "#db/schema/index.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { makeDefinition } from "./definitions.ts"
import { makeNomination, makeProgramme } from "./honours.ts"
import type { makeUnit } from "./people.ts"

type Unit = Awaited<ReturnType<typeof makeUnit>>
type Honour = { readonly id: number; readonly slug: string }
const at = new Date("2026-03-01T00:00:00Z")

/** A selection of which a department was asked about one unit, by a letter with this code. */
export async function makeLetter(
  db: Db,
  host: Unit,
  works: Unit,
  honour: Honour,
  askedBy: number,
  code: string,
  slug: string,
) {
  const programme = await makeProgramme(db, host, slug)
  await makeDefinition(db, programme, "city-may-day")
  const profile = { honour: honour.slug, recipient: "unit", identityClass: null, flags: [], rank: "none" }
  const place = { unitKind: "enterprise", ownership: "private", isShiftTeam: false }
  const facts = { state: "underway", stepKey: "opinions", profile: { ...profile, ...place } } as const
  const nomination = await makeNomination(db, programme, { honour, unit: works }, facts)
  const titles = { department: "market", titleZh: "市场监管部门", titleEn: "Market regulation" }
  const dueAt = new Date("2030-01-01T00:00:00Z")
  const [letter] = await db
    .insert(opinionLetters)
    .values({ programmeId: programme.id, ...titles, codeHash: sha256(typedCode(code)), askedBy, askedAt: at, dueAt })
    .returning({ id: opinionLetters.id })
  const letterId = letter?.id ?? 0
  const [asked] = await db
    .insert(opinions)
    .values({ letterId, nominationId: nomination.id, department: "market", round: 1, createdAt: at })
    .returning({ id: opinions.id })
  return { slug, letter: letterId, opinion: asked?.id ?? 0, nomination: nomination.id, code }
}
