import type { Asset } from "#files/assets.ts"
import { texts } from "#i18n/texts.ts"
import { languages } from "#i18n/translate.ts"
import { viewsAsCode } from "#render/compile.ts"

/** The module that Workers load in place of the disk: the compiled views, and the hash of every file of `static/`. */
export function moduleAhead(views: ReadonlyMap<string, string>, assets: ReadonlyMap<string, Asset>): string {
  const files = [...assets].map(([name, { type, hash }]) => ({ name, type, hash }))
  return `export const views = ${viewsAsCode(views)}\nexport const assets = ${JSON.stringify(files, null, 2)}\n`
}

/** The screens that a tablet makes of itself; everything that they include comes along. */
const screens = ["sign-in", "entries", "mark", "sheet", "signature", "offline"].map(
  (one) => `competition/judging/${one}`,
)

/** The module that a tablet makes its screens of: the very views of the server, and the texts that they say. */
export function moduleForTablets(views: ReadonlyMap<string, string>): string {
  const needed = new Map(withIncluded(views, screens).map((name) => [name, views.get(name) ?? ""]))
  const said = languages.map((language) => {
    const { judging, common } = texts[language]
    return [language, { judging, common }] as const
  })
  return `export const views = ${viewsAsCode(needed)}\nexport const texts = ${JSON.stringify(Object.fromEntries(said))}\n`
}

function withIncluded(views: ReadonlyMap<string, string>, names: readonly string[]): string[] {
  const found = new Set<string>()
  const visit = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    for (const [, other = ""] of (views.get(name) ?? "").matchAll(/\b(?:include|layout)\("([^"]+)"/g)) visit(other)
  }
  names.forEach(visit)
  return [...found]
}
