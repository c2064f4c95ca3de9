import { posix } from "node:path"
import { inEach, placeOf, type Sources, type Violation, withoutComments } from "./sources.ts"

/** `path` is a file of ours from the root, or the name of a package; `erased` when only types are taken. */
export type Import = { readonly path: string; readonly written: string; readonly erased: boolean }

const patterns = [
  /^\s*(?:import|export)\s+(type\s)?[^"';=]*?from\s*"([^"]+)"/gm,
  /^\s*import\s+()"([^"]+)"/gm,
  /\bimport\(\s*()"([^"]+)"/g,
  /\bnew URL\(\s*()"(\.{1,2}\/[^"]+\.ts)"\s*,\s*import\.meta\.url/g,
]

export const importsOf = (path: string, source: string): Import[] =>
  patterns.flatMap((pattern) =>
    [...withoutComments(source).matchAll(pattern)].map(([, erased, written = ""]) => ({
      path: resolve(path, written),
      written,
      erased: Boolean(erased),
    })),
  )

function resolve(from: string, written: string): string {
  if (written.startsWith("#")) return `src/${written.slice(1)}`
  return written.startsWith(".") ? posix.join(posix.dirname(from), written) : written
}

/** Areas from the ground up: each may import those of lower lines, never of its own line. */
const lines = [
  ["lib"],
  ["db", "i18n", "files", "mail", "secrets"],
  ["render", "jobs"],
  ["http"],
  ["audit"],
  ["accounts"],
  ["directory"],
  ["attachments"],
  ["notices"],
  ["competition"],
  ["honours"],
  ["boards", "certificates", "exchange"],
  ["main"],
  ["scripts"],
]
const heightOf = (area: string) => lines.findIndex((areas) => areas.includes(area))

export const areasOnlyUpwards = (sources: Sources): Violation[] =>
  inEach(sources, (path, source) =>
    importsOf(path, source)
      .filter((one) => !isAllowed(path, one))
      .map(({ written }) => `imports ${written}`),
  )

/** Two files beside `src` that the code reads as they are. */
const outside = new Set(["package.json", "drizzle/meta/_journal.json"])

/** A tablet makes the judge's screens of the server's own rules and pages; none of them waits, reads or writes. */
const forTablets =
  /^src\/competition\/judging\/(?:[a-z]+\/)?(?!(?:queries|commands|forms|routes|api|middleware)\.ts)[a-z-]+\.ts$/

const isForTablets = (one: Import): boolean =>
  one.erased || ["lib", "i18n", "render"].includes(placeOf(one.path).area) || forTablets.test(one.path)

function isAllowed(path: string, one: Import): boolean {
  if (!one.path.startsWith("src/")) return !/^[./#]/.test(one.written) || outside.has(one.path)
  const here = placeOf(path).area
  const there = placeOf(one.path).area
  if (here === there) return true
  if (here === "browser") return isForTablets(one)
  return one.written.startsWith("#") && heightOf(there) >= 0 && heightOf(there) < heightOf(here)
}

/** Slices in the order of the work: each looks back only. */
export const order: Readonly<Record<string, readonly string[]>> = {
  notices: ["calendar", "issuing", "objections", "board"],
  directory: ["organisations", "people", "imports", "setup"],
  competition: ["contests", "registration", "draws", "judging", "ranking", "results", "rehearsals", "awards"],
  honours: [
    "register",
    "conferrals",
    "history",
    "programmes",
    "vetoes",
    "nominations",
    "opinions",
    "printing",
    "reviews",
    "decisions",
  ],
}

export const slicesOnlyBackwards = (sources: Sources): Violation[] =>
  inEach(sources, (path, source) => {
    const { area, slice } = placeOf(path)
    const slices = order[area]
    if (slices && !slices.includes(slice)) return [`no slice of ${area} is called ${slice || "(none)"}`]
    return importsOf(path, source)
      .filter((one) => placeOf(one.path).area === area && placeOf(one.path).slice !== slice)
      .filter((one) => slices && slices.indexOf(placeOf(one.path).slice) >= slices.indexOf(slice))
      .map(({ written }) => `imports ${written}`)
  })

/** Files that import each other in a circle, types included: each circle once, from its first file. */
export function noCircles(sources: Sources): Violation[] {
  const circles = new Set<string>()
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]) => {
    const at = trail.indexOf(path)
    if (at >= 0) circles.add([...trail.slice(at), path].join(" -> "))
    if (at >= 0 || done.has(path)) return
    for (const next of importsOf(path, sources.get(path) ?? ""))
      if (sources.has(next.path) && !next.written.endsWith("-worker.ts")) visit(next.path, [...trail, path])
    done.add(path)
  }
  for (const path of sources.keys()) visit(path, [])
  return [...circles]
}

const grounded = /^(node:(fs|sqlite|worker_threads|child_process|net|http)\b|@electric-sql\/|@hono\/node-server)/

/** The way from an entry to what only Node has (PGlite, node-server, the disk); what is erased is not followed. */
export function nothingGrounded(sources: Sources, entry: string): Violation[] {
  const seen = new Set<string>()
  const walk = (path: string, trail: string): Violation[] => {
    if (grounded.test(path)) return [`${trail} -> ${path}`]
    const source = sources.get(path)
    if (seen.has(path) || source === undefined) return []
    seen.add(path)
    return importsOf(path, source)
      .filter(({ erased }) => !erased)
      .flatMap((next) => walk(next.path, trail ? `${trail} -> ${path}` : path))
  }
  return walk(entry, "")
}
