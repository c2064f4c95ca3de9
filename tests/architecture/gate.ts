import { inEach, type Sources, type Violation, withoutComments } from "./sources.ts"

/** What answers the public: slices of `boards` that are no office pages, and the board of notices. */
const open =
  /^src\/(?:boards\/(?:about|board|contests|decisions|home|honours|people|results|search|units)|notices\/board)\//

/** The tables whose rows wait for their hour or may be withheld, and what of db/gate.ts lets them through. */
const gates: Readonly<Record<string, readonly string[]>> = {
  registerEntries: ["publicEntry", "publicEnding"],
  decisions: ["publicDecision"],
  resultVersions: ["publicResult"],
  contests: ["publicContest"],
  events: ["publicEvent"],
  notices: ["publicNotice"],
}

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
    return [...all].flatMap(([name, text]) =>
      Object.entries(gates).flatMap(([table, gate]) =>
        new RegExp(`(?:\\.from|Join)\\(${table}\\b`).test(text) && !passes(text, gate, all, [name])
          ? [`${name} reads ${table} past the gate`]
          : [],
      ),
    )
  })
