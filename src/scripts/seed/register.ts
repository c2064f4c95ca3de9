import type { Scope } from "#db/db.ts"
import { decisions, honours, people, registerEntries } from "#db/schema/index.ts"
import type { RecipientKind } from "#db/words.ts"
import { entrySearchKey } from "#honours/register/commands.ts"
import { keepTerms } from "#honours/register/finding/commands.ts"
import { searchKey } from "#lib/names.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { type Chance, seededChance } from "../demo/chance.ts"
import type { SeedUnit } from "./city.ts"
import { kinds, lists, prizes, trades } from "./kinds.ts"
import { madeUpName } from "./names.ts"
import { put } from "./rows.ts"

type World = { readonly scope: Scope; readonly units: readonly SeedUnit[]; readonly conferring: number }
type List = ReturnType<typeof lists>[number] & { readonly honourId: number; readonly decisionId: number }
type Made = ReturnType<typeof entryOf>

/** How many names a statement takes; each is found, ordered and counted as those that an officer enters. */
const PART = 5_000

/** A register of so many names: the honours, their decisions of seventy years, and whoever they name. */
export async function seedRegister(world: World, count: number, say: (done: number) => void): Promise<void> {
  const planned = await listsOf(world)
  const shares = planned.reduce((sum, { share }) => sum + share, 0)
  const chance = seededChance(`register of ${count}`)
  const known = new Set<string>()
  let done = 0
  let owed = 0
  let waiting: Made[] = []
  for (const list of planned) {
    owed += (count * list.share) / shares
    for (; done + waiting.length < Math.round(owed); ) {
      waiting.push(entryOf(world, list, chance))
      if (waiting.length < PART) continue
      await write(world, waiting, known)
      done += waiting.length
      waiting = []
      say(done)
    }
  }
  await write(world, waiting, known)
  say(done + waiting.length)
}

async function listsOf({ scope, conferring }: World): Promise<List[]> {
  const city = { conferredBy: "澜江市总工会", conferringUnitId: conferring, terms: {} }
  const rows = kinds.map(([slug, titleZh, titleEn, level, recipientKind], rank) => {
    return { ...city, slug, titleZh, titleEn, level, recipientKind, rank }
  })
  const honourIds = await put(scope, honours, rows)
  const rankOf = new Map(rows.map(({ slug, rank }) => [slug, rank]))
  const all = lists(scope.now.getUTCFullYear() - 1)
  const papers = all.map(({ slug, year }) => {
    const at = rankOf.get(slug) ?? 0
    const titleZh = `关于授予${year}年${rows[at]?.titleZh}的决定`
    const titleEn = `Decision to confer the ${rows[at]?.titleEn} of ${year}`
    const number = `澜工发〔${year}〕${at + 1}号`
    const day = { decidedOn: `${year}-04-28`, visibleFrom: new Date(`${year}-04-28T01:00:00Z`), createdAt: scope.now }
    return { unitId: conferring, number, titleZh, titleEn, issuers: [city.conferredBy], ...day }
  })
  const decisionIds = await put(scope, decisions, papers)
  return all.map((list, at) => {
    return { ...list, honourId: honourIds[rankOf.get(list.slug) ?? 0] ?? 0, decisionId: decisionIds[at] ?? 0 }
  })
}

/** One employer has this part of all honours. */
const LARGEST = 250

/** One line of a list: a person, a unit, or a team of one; one in two thousand was revoked. */
function entryOf({ scope, units }: World, { slug, kind, year, honourId, decisionId }: List, chance: Chance) {
  const unit = chance.pick(chance.below(LARGEST) === 0 ? units.slice(0, 1) : units)
  const grade = slug === "city-technician" ? { ...chance.pick(prizes), ...chance.pick(trades) } : ungraded
  const number = kinds.findIndex(([one]) => one === slug) + 1
  const ended = chance.below(2_000) === 0 ? revoked(year) : valid
  return {
    ...{ kind, honourId, decisionId, year, unitId: unit.id, unitName: unit.name, ...grade, ...ended },
    ...{ decidedOn: `${year}-04-28`, documentNumber: `澜工发〔${year}〕${number}号`, source: "decision" as const },
    recipientName: recipientOf(kind, unit.name, chance),
    visibleFrom: new Date(`${year}-04-28T01:00:00Z`),
    createdAt: scope.now,
    /** Whether the same person stands further up already. */
    isAgain: chance.below(10) < 3,
  }
}

const ungraded = { gradeZh: "", gradeEn: "", gradeRank: 0, forZh: "", forEn: "" }
const valid = { endingShown: false }

const revoked = (year: number) => ({
  ...{ revokedAt: new Date(`${year + 1}-06-01T00:00:00Z`), revocationReason: "不再符合条件", ending: "revocation" },
  ...{ endedOn: `${year + 1}-06-01`, endingNumber: `澜工发〔${year + 1}〕99号`, endingShown: true },
})

function recipientOf(kind: RecipientKind, unitName: string, chance: Chance): string {
  if (kind === "person") return madeUpName(chance)
  return kind === "unit" ? unitName : `${unitName}${chance.pick(trades).forZh}${chance.below(40) + 1}班`
}

async function write({ scope }: World, entries: readonly Made[], known: Set<string>): Promise<void> {
  const files = await filesOf(scope, entries)
  const rows = entries.map(({ kind, isAgain: _, ...entry }, at) => ({
    ...entry,
    personId: files[at],
    searchKey: entrySearchKey(entry.recipientName, reading(kind), entry.unitName, entry.forZh),
    ...sortKeys(entry.recipientName, reading(kind)),
  }))
  await put(scope, registerEntries, rows)
  const fresh = (what: string, text: string) => {
    const isKnown = known.has(`${what} ${text}`)
    known.add(`${what} ${text}`)
    return isKnown ? "" : text
  }
  for (const [kind, own] of Map.groupBy(entries, (one) => one.kind))
    await keepTerms(
      scope,
      own.map(({ recipientName, unitName, forZh }) => ({
        recipientName: fresh("name", recipientName),
        unitName: fresh("at", unitName),
        forZh: fresh("for", forZh),
      })),
      kind,
    )
}

const reading = (kind: RecipientKind) => (kind === "person" ? "person" : "unit")

/** The files of the people among them: a new one, or of who stands a few lines further up. */
async function filesOf(scope: Scope, entries: readonly Made[]): Promise<(number | null)[]> {
  const fresh = entries.filter(({ kind, isAgain }) => kind === "person" && !isAgain)
  const ids = await put(
    scope,
    people,
    fresh.map(({ recipientName: name, unitId, year }, at) => ({
      ...{ name, unitId, sex: at % 2 ? "female" : "male", birthDate: `${year - 40}-06-15`, post: "" },
      ...{ identityClass: "industrial_worker", searchKey: searchKey(name, "person"), ...sortKeys(name, "person") },
      createdAt: scope.now,
    })),
  )
  let at = 0
  return entries.map(({ kind, isAgain }) => {
    if (kind !== "person") return null
    return isAgain ? null : (ids[at++] ?? null)
  })
}
