import { pinyin } from "pinyin-pro"
import { redactText } from "#lib/redaction.ts"
import { surnameOf } from "#lib/surnames.ts"
import type { CommitteeRules } from "../programmes/steps.ts"

export type Hidden = CommitteeRules["hidden"][number]

/** Everything by which a nominee could be recognised; empty texts and repetitions do no harm. */
export type Identity = {
  /** People: the nominee or the leader, and those who are called by former names. */
  readonly people: readonly string[]
  /** Full, short and former names of units, and the team's. */
  readonly units: readonly string[]
  /** Further words that an officer has found to give somebody away, taken out as they are. */
  readonly words: readonly string[]
}

/** Letters and figures in full width, as old office programs write them. */
const narrow = (text: string) =>
  text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (sign) => sign.normalize("NFKC"))

/** What stands in the place of a name or a unit, in the words of the page. */
export type Stand = { readonly person: string; readonly unit: string }

const literal = (sign: string) => sign.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")

/** Signs that separate a name's characters in print, or stand for its middle dot. */
const between = "[\\s·•・．‧⋅∙･\u200b-\u200d\u2060]*"

/** The text in any width and case, with anything between its signs that a writer may have put there. */
const loosely = (text: string): string =>
  [...text.normalize("NFKC").replace(/[\s·•・．‧⋅∙･]/g, "")].map(literal).join(between)

const titles =
  "师傅|同志|先生|女士|大姐|大哥|工程师|老师|主任|班长|组长|厂长|书记|经理|队长|劳模|工(?=[，。、；：！？\\s]|$)|总(?=[，。、；：！？\\s]|$)"

/** Ways in which people write of somebody: the name, its pinyin both ways round, 老张, 张师傅. */
function waysOf(name: string): string[] {
  const plain = name.trim()
  if (!plain) return []
  if (!/\p{Script=Han}/u.test(plain))
    return plain
      .split(/\s+/)
      .filter((one) => [...one].length > 2)
      .concat(plain)
      .map(loosely)
  const surname = surnameOf(plain)
  const given = [...plain].slice([...surname].length).join("")
  const read = (text: string) => pinyin(text, { toneType: "none", type: "array", v: true }).join("")
  const latin = pinyin(surname, { toneType: "none", type: "array", surname: "head", v: true }).join("")
  const spelt = given ? [`${latin}[\\s,，]*${loosely(read(given))}`, `${loosely(read(given))}[\\s,，]*${latin}`] : []
  // A given name is often a word of its own (建设, 建国): alone it is taken out only where a title follows.
  const familiar = plain.includes("·")
    ? []
    : [`[老小阿]${loosely(surname)}(?![庄村镇家])`, `${loosely(surname)}(?:${titles})`]
  const alone = [...given].length > 1 ? [`${loosely(given)}(?=${titles})`] : []
  const parts = plain.includes("·")
    ? plain
        .split("·")
        .filter((one) => [...one].length > 1)
        .map(loosely)
    : []
  return [loosely(plain), ...spelt, ...parts, ...alone, ...familiar]
}

/** A unit's own word is what is left of its name without place and kind: 江城华新精密机械有限公司 is written 华新, too. */
const waysOfUnit = (name: string): string[] => {
  const plain = name.trim()
  const bare = plain.replace(/[（(][^）)]*[）)]/g, "").replace(/(集团|股份)?(有限)?(责任)?公司$|总厂$|分公司$/u, "")
  return [plain, bare].filter((one) => [...one].length > 1).map(loosely)
}

const pattern = (ways: readonly string[]): RegExp | undefined =>
  ways.length > 0 ? new RegExp([...new Set(ways)].toSorted((a, b) => b.length - a.length).join("|"), "giu") : undefined

/**
 * Takes out of running text what the step hides: names in any spelling, and numbers of papers and phones always. Where
 * one of name and unit is hidden, both are left out of texts, since either leads to the other.
 */
export function blinded(text: string, hidden: readonly Hidden[], identity: Identity, stand: Stand): string {
  const bare = redactText(narrow(text))
  if (!hidden.includes("name") && !hidden.includes("unit")) return bare
  const units = pattern([...identity.units.flatMap(waysOfUnit), ...identity.words.filter(Boolean).map(loosely)])
  const people = pattern(identity.people.flatMap(waysOf))
  const withoutUnits = units ? bare.replace(units, stand.unit) : bare
  return people ? withoutUnits.replace(people, stand.person) : withoutUnits
}
