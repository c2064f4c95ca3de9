import { Eta } from "eta/core"
import { escapeHtml } from "./escape.ts"
import { formats } from "./formats.ts"
import type { Render } from "./template.ts"

/** Makes the renderer from the sources of all views, keyed by their path without the ending. */
export function createRender(sources: ReadonlyMap<string, string>): Render {
  const eta = new Eta({ escapeFunction: escapeHtml, functionHeader: "const { t, lang, format, words } = it" })
  for (const [name, source] of sources) eta.loadTemplate(name, source)
  return (view, page, shape) => {
    const words = (both: { zh: string; en: string }) => (view.lang === "en" ? both.en || both.zh : both.zh || both.en)
    return eta.render(page.name, { ...view, format: formats, words, ...shape })
  }
}
