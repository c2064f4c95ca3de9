import type { Asset } from "#files/assets.ts"
import { viewsAsCode } from "#render/compile.ts"

/** The module that Workers load in place of the disk: the compiled views, and the hash of every file of `static/`. */
export function moduleAhead(views: ReadonlyMap<string, string>, assets: ReadonlyMap<string, Asset>): string {
  const files = [...assets].map(([name, { type, hash }]) => ({ name, type, hash }))
  return `export const views = ${viewsAsCode(views)}\nexport const assets = ${JSON.stringify(files, null, 2)}\n`
}
