// The rule set as one flat form: nodes in reading order with their depth, every member a text, empty where absent.

export type Fields = Readonly<Record<string, string>>

export const LISTS = {
  nodes: [
    "depth",
    "was",
    "open",
    "key",
    "zh",
    "en",
    "descriptor",
    "descriptorEn",
    "kind",
    "weight",
    "max",
    "min",
    "step",
    "missing",
    "judges",
    "drop",
    "high",
    "low",
    "combine",
    "factor",
    "name",
    "count",
    "direction",
    "round",
    "rounding",
    "floor",
    "cap",
    "pass",
    "spread",
    "unobserved",
  ],
  values: ["was", "name", "zh", "en"],
  order: ["by", "direction"],
  prizes: ["name", "zh", "en", "count", "share", "rounding", "ties", "needsPass", "within", "points"],
  promotions: ["level", "last", "needsPass", "holds", "aged", "under"],
  teamOrder: ["by", "direction"],
} as const satisfies Record<string, readonly string[]>
export type ListName = keyof typeof LISTS
export const LIST_NAMES = Object.keys(LISTS) as ListName[]

/** `prizesGiven` tells an empty list of prizes from none. */
export const SINGLES = [
  "totals",
  "places",
  "advanceCount",
  "advanceTies",
  "prizesGiven",
  "combine",
  "best",
  "points",
  "rest",
  "split",
] as const

export type RulesForm = { readonly [L in ListName]: readonly Fields[] } & { readonly single: Fields }

const ITEM = /^([a-zA-Z]+)\[(0|[1-9]\d{0,2})\]\.([a-zA-Z]+)$/

const LONG_TEXTS: readonly string[] = ["zh", "en", "descriptor", "descriptorEn"]
const isText = (list: ListName, member: string) =>
  LONG_TEXTS.includes(member) || (list === "prizes" && member === "name")

/** Figures and codes typed with a Chinese keyboard are taken for what they mean; texts stay as they are. */
function tidy(list: ListName | undefined, member: string, text: string): string {
  const lines = text.replaceAll("\r\n", "\n")
  if (list === "prizes" && member === "name") return lines
  return list && isText(list, member) ? lines.trim() : lines.normalize("NFKC").trim()
}

type Sent = Readonly<Record<string, string | readonly string[] | undefined>>

/** Reads the fields of a form as it was sent; what the editor does not know is left out. */
export function formFrom(sent: Sent): RulesForm {
  const lists = Object.fromEntries(LIST_NAMES.map((name) => [name, new Map<number, Record<string, string>>()]))
  for (const [name, value] of Object.entries(sent)) {
    const [, list = "", index = "", member = ""] = ITEM.exec(name) ?? []
    if (!Object.hasOwn(LISTS, list) || typeof value !== "string") continue
    if (!(LISTS[list as ListName] as readonly string[]).includes(member)) continue
    const items = lists[list] as Map<number, Record<string, string>>
    const item = items.get(Number(index)) ?? {}
    items.set(Number(index), { ...item, [member]: tidy(list as ListName, member, value) })
  }
  const ordered = (list: ListName): Fields[] =>
    [...(lists[list] as Map<number, Fields>)].sort(([a], [b]) => a - b).map(([, item]) => item)
  const text = (name: string) => (typeof sent[name] === "string" ? tidy(undefined, name, sent[name]) : "")
  return {
    nodes: ordered("nodes"),
    values: ordered("values"),
    order: ordered("order"),
    prizes: ordered("prizes"),
    promotions: ordered("promotions"),
    teamOrder: ordered("teamOrder"),
    single: Object.fromEntries(SINGLES.map((name) => [name, text(name)])),
  }
}

/** The names and values that a browser sends for this form. */
export function sentBy(form: RulesForm): Record<string, string> {
  const items = LIST_NAMES.flatMap((list) =>
    form[list].flatMap((item, index) =>
      Object.entries(item).map(([member, value]) => [`${list}[${index}].${member}`, value] as const),
    ),
  )
  return Object.fromEntries([...items, ...Object.entries(form.single)])
}
