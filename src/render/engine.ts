import { escapeHtml, jsonInHtml } from "./escape.ts"
import { formats } from "./formats.ts"
import type { Render } from "./template.ts"

/** What Eta makes of a view: a function of the page's data, which finds the other views and the escaping on `this`. */
export type CompiledView = (this: Views, it: object, options: object) => string

type Views = {
  readonly config: { readonly escapeFunction: typeof escapeHtml }
  readonly render: (name: string, it: object, options: object) => string
}

/**
 * Makes the renderer of compiled views, keyed by their path without the ending. It stands in for Eta's own class, which
 * brings the compiler along: Workers let no code be made of texts.
 */
export function createRender(compiled: ReadonlyMap<string, CompiledView>): Render {
  const views: Views = {
    config: { escapeFunction: escapeHtml },
    render: (name, it, options) => {
      const view = compiled.get(name)
      if (!view) throw new Error(`there is no view ${name}`)
      return view.call(views, it, options)
    },
  }
  return (view, page, shape) => {
    const words = (both: { zh: string; en: string }) => (view.lang === "en" ? both.en || both.zh : both.zh || both.en)
    return views.render(page.name, { ...view, format: formats, words, json: jsonInHtml, ...shape }, {})
  }
}
