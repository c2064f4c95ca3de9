import { importsOf } from "./imports.ts"
import { inEach, matches, placeOf, type Sources, type Violation, withoutComments } from "./sources.ts"

const lines = (source: string): number => source.split("\n").length - 1

/** A file of more than 250 lines is two files. */
export const noLongFiles = (sources: Sources): Violation[] =>
  inEach(sources, (path, source) =>
    !path.startsWith("src/db/schema/") && lines(source) > 250 ? [`${lines(source)} lines`] : [],
  )

/** A view of more than 80 lines wants a part of its own. */
export const noLongViews = (views: Sources): Violation[] =>
  inEach(views, (_, source) => (lines(source) > 80 ? [`${lines(source)} lines`] : []))

const unwanted = [
  /^export default\b/gm,
  /\bimport\(\s*["'`][.#][^)]*\)/g,
  /\bclass \w+\b(?! extends \w*Error\b)[^{]*\{/g,
  /\benum \w+/g,
  /: any\b|\bas any\b|<any>/g,
  /^export \* from/gm,
]

/** No default export (but the Workers entry), dynamic import, class (but an error), enum, any or barrel (but the schema's). */
export const noUnwantedForms = (sources: Sources): Violation[] =>
  inEach(sources, (path, source) => {
    if (path === "src/db/schema/index.ts") return []
    const found = unwanted.flatMap((pattern) => matches(withoutComments(source), pattern))
    return path === "src/main/workers.ts" ? found.filter((text) => text !== "export default") : found
  })

/** Nothing is promised for another day. */
export const nothingLeftOpen = (sources: Sources): Violation[] =>
  inEach(sources, (_, source) => matches(source, /\b(TODO|FIXME|XXX|HACK)\b/g))

const vague = /^(utils?|helpers?|misc|common|manager|service|index)\b/

/** A file is named for what it holds. */
export const namesSayWhat = (sources: Sources): Violation[] =>
  inEach(sources, (path) => {
    const { name } = placeOf(path)
    const says = /^[a-z0-9]+(-[a-z0-9]+){0,2}\.ts$/.test(name) && !vague.test(name)
    return says || path === "src/db/schema/index.ts" ? [] : [`the name ${name}`]
  })

/** Only the adapter of sessions knows the library behind it. */
export const luciaBehindSessions = (sources: Sources): Violation[] =>
  inEach(sources, (path, source) =>
    path !== "src/accounts/sessions.ts" && importsOf(path, source).some((one) => one.path === "lucia")
      ? ["imports lucia"]
      : [],
  )
