import { plainTranslator, type TextsOf } from "#i18n/plain.ts"
import { texts, views } from "#render/compiled-tablet.js"
import { type CompiledView, createRender } from "#render/engine.ts"
import type { Template, View } from "#render/template.ts"
import type { Tablet } from "../outbox/types.ts"
import { scope } from "./scope.ts"

const render = createRender(new Map(Object.entries<CompiledView>(views)))
const said = texts as unknown as TextsOf
const translators = { "zh-CN": plainTranslator(said["zh-CN"]), en: plainTranslator(said.en) }

export const translatorFor = ({ lang = "zh-CN" }: Tablet) => translators[lang]

/** A page as the server would answer it, made on this tablet, with the server's own headers. */
export function page<Shape extends object>(
  url: URL,
  tablet: Tablet,
  template: Template<Shape>,
  shape: Shape,
  status = 200,
): Response {
  const view: View = {
    t: translatorFor(tablet),
    lang: tablet.lang ?? "zh-CN",
    here: url.pathname + url.search,
    path: url.pathname,
    issuer: "",
    who: undefined,
    origin: location.origin,
    contact: "",
    asset: (name) => scope.laurel.assets[name] ?? `/static/${name}`,
    now: new Date(),
    largeText: tablet.text === "large",
    theme: tablet.theme ?? "light",
    takesFiles: false,
  }
  const headers = { ...scope.laurel.headers, "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" }
  return new Response(render(view, template, shape), { status, headers })
}

export const seeOther = (path: string): Response => Response.redirect(new URL(path, location.origin).href, 303)
