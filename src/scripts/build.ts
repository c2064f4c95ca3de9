import { copyFileSync, mkdirSync, readdirSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, join } from "node:path"
import { build } from "esbuild"

const root = join(import.meta.dirname, "../..")
const out = join(root, "static/build")

/** Bundles the browser's code and vendors htmx: the only build there is. */
mkdirSync(out, { recursive: true })
const folder = join(root, "src/browser")
await build({
  entryPoints: readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "safari16"],
  logLevel: "warning",
})
const htmx = createRequire(import.meta.url).resolve("htmx.org/dist/htmx.min.js")
copyFileSync(htmx, join(out, "htmx.js"))
console.log(
  `built ${readdirSync(out)
    .map((name) => basename(name))
    .join(", ")}`,
)
