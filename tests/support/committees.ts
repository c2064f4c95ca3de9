import { actorOfAccount } from "#accounts/actors.ts"
import type { Db } from "#db/db.ts"
import {
  committeeCases,
  committeeMembers,
  committees,
  nominations,
  programmeDefinitions,
  programmes,
} from "#db/schema/index.ts"
import type { CommitteeState } from "#db/words.ts"
import type { Definition } from "#honours/programmes/definition.ts"
import { offer, plainTerms } from "#honours/programmes/presets/preset.ts"
import type { CommitteeRules } from "#honours/programmes/steps.ts"
import { typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import { searchKey } from "#lib/names.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { scopeOf } from "./app.ts"
import { makeHonour } from "./honours.ts"
import { makeOfficer, makePerson, makeUnit } from "./people.ts"

const createdAt = new Date("2026-03-01T00:00:00Z")
type Unit = Awaited<ReturnType<typeof makeUnit>>
const both = (zh: string, en: string) => ({ zh, en })

/** A programme whose nominees have reached its committee: after it come a public notice and the decision. */
export async function makeReviewed(
  db: Db,
  city: Unit,
  rules: Partial<CommitteeRules> = {},
  slug = "craftsmen",
  terms: Partial<Definition> = {},
) {
  const honour = await makeHonour(db, city, slug)
  const step = { mode: "one" as const, signers: [], workingDays: null }
  const committee = {
    mode: "score" as const,
    quorum: "2/3",
    threshold: "60",
    hidden: ["name" as const, "unit" as const],
    ...rules,
  }
  const definition: Definition = {
    ...plainTerms,
    honours: [offer(slug, 2, "2")],
    route: [
      { ...step, key: "recommendation", kind: "recommendation", title: both("民主推荐", "Recommendation") },
      { ...step, key: "review", kind: "tier_review", title: both("初审", "First review") },
      { ...step, key: "experts", kind: "committee", title: both("专家评审", "Experts' review"), committee },
      { ...step, key: "notice", kind: "public_notice", title: both("公示", "Public notice"), workingDays: 5 },
      { ...step, key: "decision", kind: "decision", title: both("表彰决定", "Decision") },
    ],
    ...terms,
  }
  const facts = { slug, unitId: city.id, titleZh: "江城工匠", titleEn: "Jiangcheng craftsmen", year: 2026, createdAt }
  const [programme] = await db
    .insert(programmes)
    .values({ ...facts, batch: "regular", state: "reviewing" })
    .returning()
  const programmeId = programme?.id ?? 0
  const stored = { programmeId, number: 1, definition, reason: "", createdAt }
  const [row] = await db.insert(programmeDefinitions).values(stored).returning()
  if (!programme) throw new Error("no programme")
  return { programme, programmeId, definitionId: row?.id ?? 0, honour, definition }
}

/** Somebody who is nominated and stands at a step. */
export async function makeNominee(
  db: Db,
  { programmeId, honour }: Awaited<ReturnType<typeof makeReviewed>>,
  unit: Unit,
  name: string,
  facts: Partial<typeof nominations.$inferInsert> = {},
) {
  const person = await makePerson(db, unit, name)
  const profile = { honour: honour.slug, recipient: "person", identityClass: "industrial_worker", flags: [] }
  const [row] = await db
    .insert(nominations)
    .values({
      ...{ programmeId, honourId: honour.id, recipientKind: "person", personId: person.id, unitId: unit.id },
      ...{ recommendingUnitId: unit.id, name, seat: "regular", state: "underway", stepKey: "experts", createdAt },
      profile: { ...profile, rank: "none", unitKind: "enterprise", ownership: "state", isShiftTeam: false },
      searchKey: searchKey(name, "person"),
      ...sortKeys(name, "person"),
      ...facts,
    })
    .returning()
  if (!row) throw new Error("no nominee")
  return { ...row, person }
}

export const sittingCode = "5678-9ABC-DEFG"

type Sat = {
  readonly slug?: string
  readonly state?: CommitteeState
  readonly chairId?: number
  readonly code?: string
}

/** A committee of two experts before one nominee, in a state. */
export async function makeSitting(db: Db, host: Unit, works: Unit, { slug = "craftsmen", ...facts }: Sat = {}) {
  const reviewed = await makeReviewed(db, host, {}, slug)
  const nominee = await makeNominee(db, reviewed, works, "工匠")
  const institute = await makeUnit(db, `${slug}研究所`, host)
  const { programmeId, definitionId, honour } = reviewed
  const { state = "seated", chairId, code = sittingCode } = facts
  const about = { programmeId, definitionId, stepKey: "experts", session: 1, name: "专家评审委员会", createdAt }
  const [row] = await db
    .insert(committees)
    .values({ ...about, state, minutes: state === "selected" ? "到会两人。" : "" })
    .returning()
  const committeeId = row?.id ?? 0
  const seat = async (personId: number, isChair: boolean) => {
    const until = { codeHash: isChair ? sha256(typedCode(code)) : null, codeUntil: new Date("2027-01-01") }
    const [made] = await db
      .insert(committeeMembers)
      .values({ committeeId, personId, isChair, createdAt, ...until })
      .returning()
    return { memberId: made?.id ?? 0, personId }
  }
  const chair = await seat(chairId ?? (await makePerson(db, institute, "专家")).id, true)
  const other = await seat((await makePerson(db, institute, "同行")).id, false)
  const token = sha256(slug).slice(0, 32)
  const [dossier] = await db
    .insert(committeeCases)
    .values({ committeeId, nominationId: nominee.id, number: 1, token, hiddenWords: [] })
    .returning()
  const late = await makeNominee(db, reviewed, works, "后来")
  const guest = await makePerson(db, institute, "新")
  const made = { reviewed, committeeId, programmeId, honourId: honour.id, chair, other, late, guest, token }
  return { ...made, caseId: dossier?.id ?? 0 }
}

/** Officer, units and experts around a committee; each expert belongs to a unit of his own. */
export async function makeExperts(db: Db, city: Unit, count: number) {
  const officerId = await makeOfficer(db, city, "honours_officer")
  const actor = await actorOfAccount(scopeOf(db, { kind: "public" }), officerId)
  if (!actor) throw new Error("no officer")
  const experts = []
  for (let at = 1; at <= count; at++) {
    const unit = await makeUnit(db, `江城第${at}研究所`, city)
    experts.push({ ...(await makePerson(db, unit, `专家${at}`)), unit })
  }
  return { officerId, actor, experts }
}
