import { inEach, type Sources, type Violation, withoutComments } from "./sources.ts"

/** What answers the public: slices of `boards` that are no office pages, and the board of notices. */
const open =
  /^src\/(?:boards\/(?:about|board|contests|data|decisions|finding|hall|home|honours|open|people|results|search|statistics|units|verify)|notices\/board)\//

/** The tables whose rows wait for their hour or may be withheld, and what of db/gate.ts lets them through. */
const gates: Readonly<Record<string, readonly string[]>> = {
  registerEntries: ["publicEntry", "publicEnding"],
  boardCounts: ["publicCount"],
  decisionCounts: ["publicDecisionCount"],
  decisions: ["publicDecision"],
  resultVersions: ["publicResult"],
  contests: ["publicContest"],
  events: ["publicEvent"],
  notices: ["publicNotice"],
}

/** Queries of other areas that let the office see what waits: the public hands them the gate. */
const lent: Readonly<Record<string, readonly string[]>> = { versionsOf: ["publicResult"], linesOf: ["publicEntry"] }

/** Parts of a condition: they choose among rows that whoever uses them reads through the gate. */
const conditions: readonly string[] = ["idsFound", "holdsTerm"]

/** A statement spelt by hand is seen by no builder: its tables stand in the gate's own file. */
const spelt = /\b(?:from|join)\s+(?:register_entries|decisions|result_versions|notices|contests|events)\b/

/** Every declaration at the top of a file, with its name and its text. */
function declarationsOf(source: string): Map<string, string> {
  const parts = withoutComments(source).split(/^(?=(?:export )?(?:async function|function|const) )/m)
  return new Map(parts.map((text) => [/(?:function|const) (\w+)/.exec(text)?.[1] ?? "", text]))
}

const mentions = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text)

/** A declaration holds a gate by itself, or by another of its file that it calls. */
function passes(
  text: string,
  gate: readonly string[],
  all: ReadonlyMap<string, string>,
  seen: readonly string[] = [],
): boolean {
  if (gate.some((name) => mentions(text, name))) return true
  return [...all].some(
    ([name, other]) =>
      name &&
      !seen.includes(name) &&
      mentions(text, name) &&
      other !== text &&
      passes(other, gate, all, [...seen, name]),
  )
}

/** Whatever answers the public reads what waits for its hour through the one gate. */
export const publicThroughGate = (sources: Sources): Violation[] =>
  inEach(sources, (path, source) => {
    if (!open.test(path)) return []
    const all = declarationsOf(source)
    const asking = [...all].filter(([name]) => !conditions.includes(name))
    return asking.flatMap(([name, text]) => [
      ...Object.entries(gates).flatMap(([table, gate]) =>
        new RegExp(`(?:\\.from|Join)\\(${table}\\b|\\$\\{${table}\\}`).test(text) && !passes(text, gate, all, [name])
          ? [`${name} reads ${table} past the gate`]
          : [],
      ),
      ...Object.entries(lent).flatMap(([query, gate]) =>
        new RegExp(`\\b${query}\\(`).test(text) && !passes(text, gate, all, [name])
          ? [`${name} asks ${query} past the gate`]
          : [],
      ),
      ...(spelt.test(text) ? [`${name} spells a table that waits`] : []),
    ])
  })
