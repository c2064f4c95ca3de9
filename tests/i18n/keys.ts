/** All texts of a language as `area.path.to.key` and what it says. */
export function leavesOf(texts: object, path = ""): Map<string, string> {
  const leaves = Object.entries(texts).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${name}`, value]] : [...leavesOf(value as object, `${path}${name}.`)],
  )
  return new Map(leaves)
}

/** What the sources say of texts: whole keys (or the stems of some), and patterns with something to fill in. */
export type Mentions = { readonly literals: ReadonlySet<string>; readonly patterns: ReadonlySet<string> }

/** Finds every string that begins with an area's name, in quotes, or in backticks with `${…}` inside. */
export function mentionsOf(sources: Iterable<string>, areas: readonly string[]): Mentions {
  const start = `(?:${areas.join("|")})\\.`
  const quoted = new RegExp(`["'](${start}[\\w.-]+?)["']`, "g")
  const filled = new RegExp(`\`(${start}(?:\\$\\{[^}]*\\}|[^\`\\s$])*)\``, "g")
  const literals = new Set<string>()
  const patterns = new Set<string>()
  for (const source of sources) {
    for (const [, key = ""] of source.matchAll(quoted)) if (!/\.(ts|js|css|json|xlsx)$/.test(key)) literals.add(key)
    for (const [, key = ""] of source.matchAll(filled)) (key.includes("${") ? patterns : literals).add(key)
  }
  return { literals, patterns }
}

/** A pattern such as `common.step.${one.state}` as an expression over keys. */
export const expressionOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split(/\$\{[^}]*\}/)
      .map(literally)
      .join("[\\w-]+(?:\\.[\\w-]+)*")}$`,
  )

/** The keys as they are asked for: beside a text that counts something, `key_one` says it of one. */
export const askedKeys = (leaves: ReadonlyMap<string, string>): Set<string> =>
  new Set(
    [...leaves.keys()].map((key) => {
      const stem = key.replace(/_one$/, "")
      return leaves.get(stem)?.includes("{{count}}") ? stem : key
    }),
  )

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
