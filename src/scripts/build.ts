import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, join } from "node:path"
import { build } from "esbuild"
import { assetsFromDisk } from "#files/assets-from-disk.ts"
import { viewsFromDisk } from "#render/views-from-disk.ts"
import { moduleAhead, moduleForTablets } from "./build/ahead.ts"
import { faces, importsOf } from "./build/faces.ts"

const root = join(import.meta.dirname, "../..")
const out = join(root, "static/build")

/** Puts a file in place in one step, and only if it is new: a server or a test may be reading it. */
function keep(path: string, contents: Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return
  writeFileSync(`${path}.new`, contents)
  renameSync(`${path}.new`, path)
}

/** Bundles the browser's code and the sheets of the public face, vendors htmx, and compiles ahead what Workers may neither read nor compile. */
mkdirSync(out, { recursive: true })
const views = viewsFromDisk(join(root, "views"))
keep(join(root, "src/render/compiled-tablet.js"), Buffer.from(moduleForTablets(views)))
const folder = join(root, "src/browser")
const bundled = await build({
  entryPoints: readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "safari16"],
  logLevel: "warning",
  write: false,
})
for (const { path, contents } of bundled.outputFiles) keep(path, contents)
for (const [face, sheets] of Object.entries(faces)) {
  const { outputFiles } = await build({
    stdin: { contents: importsOf(sheets), resolveDir: join(root, "static/css"), loader: "css" },
    bundle: true,
    minify: true,
    logLevel: "warning",
    write: false,
  })
  for (const { contents } of outputFiles) keep(join(out, `${face}.css`), contents)
}
const htmx = createRequire(import.meta.url).resolve("htmx.org/dist/htmx.min.js")
keep(join(out, "htmx.js"), readFileSync(htmx))
const ahead = moduleAhead(views, assetsFromDisk(join(root, "static")))
keep(join(root, "src/render/compiled.js"), Buffer.from(ahead))
console.log(
  `built ${readdirSync(out)
    .map((name) => basename(name))
    .join(", ")}`,
)
