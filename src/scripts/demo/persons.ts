import type { EthnicGroup, IdentityClass, Sex, SkillLevel } from "#db/words.ts"
import { type Chance, seededChance } from "./chance.ts"
import { type DemoUnit, demoUnits } from "./city.ts"
import { identityNumberOf, phoneOf } from "./codes.ts"
import { type DemoPerson, knownPersons } from "./known.ts"
import { newName } from "./names.ts"

const levels: readonly SkillLevel[] = ["junior", "intermediate", "senior", "technician", "senior_technician"]
const newForms = ["快递员", "出租车驾驶员"]

/** Everybody in the directory of the demo city, always the same. */
export function demoPersons(): DemoPerson[] {
  const chance = seededChance("people")
  const taken = new Set(knownPersons.map(({ name }) => name))
  const known = Map.groupBy(knownPersons, ({ unit }) => unit)
  const places = demoUnits.flatMap((unit) => Array.from({ length: unit.people }, (_, index) => ({ unit, index })))
  return places
    .map(({ unit, index }, at) => {
      // The first of a unit are its staff; those who stand out come after them.
      const own = known.get(unit.key)?.[index - staffFirst]
      return { ...person(unit, at, chance, taken), ...own, unit: unit.key }
    })
    .map(withNumbers)
}

const staffFirst = 5

type Bare = Omit<DemoPerson, "identityKind" | "identityNumber" | "phone">

function person(unit: DemoUnit, at: number, chance: Chance, taken: Set<string>) {
  const sex: Sex = chance.below(5) < 2 ? "female" : "male"
  const post = chance.pick(unit.posts)
  const isStudent = post.endsWith("学生")
  const year = isStudent ? 2004 + chance.below(4) : 1968 + chance.below(36)
  const skilled = ["enterprise", "team"].includes(unit.kind) || isStudent
  return {
    at,
    name: newName(sex, chance, taken),
    sex,
    birthDate: `${year}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`,
    post,
    identityClass: identityOf(unit, post),
    skillLevel: skilled ? (levels[Math.min(4, chance.below(7))] ?? null) : null,
    isStudent,
    isMigrantWorker: ["private", "collective"].includes(unit.ownership) && chance.below(3) === 0,
    isNewForm: newForms.includes(post),
    ethnicGroup: "HA" as EthnicGroup | null,
  }
}

/** Who has none yet gets a number and a phone, but for every ninth, whom the unit has still to ask. */
function withNumbers({ at, ...bare }: Bare & Partial<DemoPerson> & { readonly at: number }): DemoPerson {
  const none = at % 9 === 4
  const number = none ? "" : identityNumberOf(at, bare.birthDate, bare.sex)
  const numbers = { identityKind: none ? null : ("resident_id" as const), identityNumber: number }
  return { ...numbers, phone: none ? "" : phoneOf(at), ...bare }
}

function identityOf(unit: DemoUnit, post: string): IdentityClass {
  if (unit.ownership === "organ") return "cadre"
  if (unit.ownership === "public_institution") return "science_education"
  return newForms.includes(post) ? "other_front_line" : "industrial_worker"
}

const two = (value: number) => String(value).padStart(2, "0")
