import { Eta } from "eta/core"
import type { CompiledView } from "./engine.ts"

const eta = new Eta({ functionHeader: "const { t, lang, format, words } = it" })

/** Compiles every view where code may be made of texts: on Node, but not on Workers. */
export const compileViews = (sources: ReadonlyMap<string, string>): Map<string, CompiledView> =>
  new Map([...sources].map(([name, source]) => [name, eta.compile(source) as unknown as CompiledView]))

/** The same functions as the text of an object, by the views' names: for a module that is written ahead. */
export const viewsAsCode = (sources: ReadonlyMap<string, string>): string =>
  `{\n${[...sources].map(([name, source]) => `${JSON.stringify(name)}(it, options) {\n${eta.compileToString(source)}}`).join(",\n")}\n}`
