import type { RecipientKind } from "#db/words.ts"
import type { Definition } from "./definition.ts"
import type { Filter } from "./filter.ts"
import { routeProblems } from "./route-check.ts"

/** What is wrong at a place of a definition, such as `route/2/signers`; words stand at `programmes.problems.<code>`. */
export type DefinitionProblem = { readonly at: string; readonly code: string; readonly found: string }

type Known = { readonly slug: string; readonly recipientKind: RecipientKind }
type Place = { readonly at: string; readonly filter: Filter }

const problem = (at: string, code: string, found = ""): DefinitionProblem => ({ at, code, found })

/** Keys that stand twice in one list. */
const repeated = (at: string, keys: readonly string[]): DefinitionProblem[] =>
  keys.flatMap((key, index) => (keys.indexOf(key) < index ? [problem(`${at}/${index}`, "key_twice", key)] : []))

const keysOf = (list: readonly { readonly key: string }[]) => list.map(({ key }) => key)

function repetitions(definition: Definition): DefinitionProblem[] {
  const { honours, seatTypes, ratios, eligibility, route, opinions, foundations, term } = definition
  const lists: [string, readonly string[]][] = [
    ["honours", honours.map(({ honour }) => honour)],
    ["seatTypes", keysOf(seatTypes)],
    ["ratios", keysOf(ratios)],
    ["eligibility", keysOf(eligibility)],
    ["route", keysOf(route)],
    ["opinions", keysOf(opinions)],
    ["foundations", keysOf(foundations)],
    ["term/grades", keysOf(term?.grades ?? [])],
    ...route.map(({ signers }, at): [string, string[]] => [`route/${at}/signers`, keysOf(signers)]),
    ...opinions.map(({ departments }, at): [string, string[]] => [`opinions/${at}/departments`, keysOf(departments)]),
  ]
  return lists.flatMap(([at, keys]) => repeated(at, keys))
}

function filtersOf({ seatTypes, ratios, eligibility, route, opinions }: Definition): Place[] {
  const whens = { seatTypes, eligibility, opinions }
  return [
    ...Object.entries(whens).flatMap(([name, list]) =>
      list.map(({ when }, at) => ({ at: `${name}/${at}/when`, filter: when })),
    ),
    ...ratios.flatMap(({ of, among }, at) => [
      { at: `ratios/${at}/of`, filter: of },
      { at: `ratios/${at}/among`, filter: among },
    ]),
    ...route.flatMap(({ when, approval = [] }, at) => [
      ...(when ? [{ at: `route/${at}/when`, filter: when }] : []),
      ...approval.map((one, index) => ({ at: `route/${at}/approval/${index}/when`, filter: one.when })),
    ]),
  ]
}

const outsiders = (definition: Definition): DefinitionProblem[] => {
  const offered = definition.honours.map(({ honour }) => honour)
  const named = definition.foundations.map(({ honour }, at) => ({ at: `foundations/${at}`, honours: [honour] }))
  const spoken = filtersOf(definition).map(({ at, filter }) => ({ at, honours: filter.honours ?? [] }))
  return [...spoken, ...named].flatMap(({ at, honours }) =>
    honours.filter((one) => !offered.includes(one)).map((one) => problem(at, "honour_not_offered", one)),
  )
}

// Contests place people: teams and units are told by nobody's place.
const unfounded = ({ founded, foundations }: Definition, known: readonly Known[]): DefinitionProblem[] => [
  ...(founded === "must" && foundations.length === 0 ? [problem("foundations", "foundations_missing")] : []),
  ...foundations.flatMap(({ honour }, at) =>
    known.some(({ slug, recipientKind }) => slug === honour && recipientKind !== "person")
      ? [problem(`foundations/${at}`, "founded_for_people", honour)]
      : [],
  ),
]

// Seats are known by their honour only: a share of all seats cannot be one of "enterprise staff".
const narrow = ({ ratios }: Definition): DefinitionProblem[] =>
  ratios.flatMap(({ base, among }, at) =>
    base === "seats" && Object.keys(among).some((name) => name !== "honours" && name !== "recipients")
      ? [problem(`ratios/${at}/among`, "seats_of_whom")]
      : [],
  )

function unknown({ honours, eligibility }: Definition, known: readonly Known[]): DefinitionProblem[] {
  const slugs = known.map(({ slug }) => slug)
  const named = [
    ...honours.map(({ honour }, at) => ({ at: `honours/${at}/honour`, honour })),
    ...eligibility.flatMap((rule, at) =>
      "held" in rule ? (rule.held.honours ?? []).map((honour) => ({ at: `eligibility/${at}/held`, honour })) : [],
    ),
  ]
  return named.flatMap(({ at, honour }) =>
    slugs.includes(honour) ? [] : [problem(at, "honour_not_registered", honour)],
  )
}

/** All that is wrong with a definition, by place; `known` are the honours of the register. */
export const checkDefinition = (definition: Definition, known: readonly Known[]): DefinitionProblem[] => [
  ...repetitions(definition),
  ...unknown(definition, known),
  ...outsiders(definition),
  ...narrow(definition),
  ...unfounded(definition, known),
  ...routeProblems(definition).map(({ at, code, found }) => problem(at, code, found)),
]

/** The parts of a definition in which something is wrong; seat types are shown with the honours. */
export const partsOf = (problems: readonly DefinitionProblem[]): string[] => [
  ...new Set(
    problems.map(({ at }) => (at.split("/")[0] ?? "").replace("seatTypes", "honours").replace("term", "terms")),
  ),
]
