import { readdirSync, readFileSync } from "node:fs"
import { posix } from "node:path"

/** Files by their path from the repository's root. Every check reads only this, so a test can plant what it forbids. */
export type Sources = ReadonlyMap<string, string>

/** A file and what is wrong with it, in one line. */
export type Violation = string

export function sourcesFromDisk(folder: string, ending: RegExp): Sources {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => ending.test(name))
  const paths = names.map((name) => posix.join(folder, name)).sort()
  return new Map(paths.map((path) => [path, readFileSync(path, "utf8")]))
}

/** What runs: the source without its comments (`"/people/*"` opens none, nor does the `//` of an address). */
export const withoutComments = (source: string): string =>
  source.replace(/(^|[\s(,{])\/\*[\s\S]*?\*\//g, "$1").replace(/(^|[^:"'`\\])\/\/.*$/gm, "$1")

/** Area and slice of a file below `src/`: the slice is empty for what stands directly in the area. */
export function placeOf(path: string): { area: string; slice: string; name: string } {
  const [, area = "", ...rest] = path.split("/")
  const name = rest.at(-1) ?? ""
  return { area, slice: rest.length > 1 ? (rest[0] ?? "") : "", name }
}

/** Applies a test of one file to all and says for which of them it finds something. */
export const inEach = (sources: Sources, find: (path: string, source: string) => readonly string[]): Violation[] =>
  [...sources].flatMap(([path, source]) => find(path, source).map((found) => `${path}: ${found}`))

export const matches = (source: string, pattern: RegExp): string[] => [
  ...new Set([...source.matchAll(pattern)].map(([text]) => text.replace(/\s+/g, " ").trim())),
]
