import { builtinModules } from "node:module"
import { build } from "esbuild"

export type Bundle = {
  readonly code: string
  /** Every file that is inside, and every module that is asked of the platform. */
  readonly inside: readonly string[]
  readonly outside: readonly string[]
}

/** Bundles a module as wrangler does for Workers: the same conditions, Node's own modules left to the platform. */
export async function bundleForWorkers(entry: { path: string } | { code: string }): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...("path" in entry
      ? { entryPoints: [entry.path] }
      : { stdin: { contents: entry.code, resolveDir: ".", loader: "ts" } }),
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*", ...builtinModules],
    // As in wrangler.toml: the full one makes code of a text where it finds no globalThis.
    alias: { "reflect-metadata": "reflect-metadata/lite" },
    legalComments: "none",
    logLevel: "silent",
  })
  const [output] = Object.values(metafile.outputs)
  return {
    code: outputFiles[0]?.text ?? "",
    inside: Object.keys(metafile.inputs),
    outside: (output?.imports ?? []).filter(({ external }) => external).map(({ path }) => path),
  }
}

const grounded = /^(node:)?(fs|sqlite|worker_threads|child_process|net|tls|http|https|dgram)(\/|$)/
const foreign =
  /^node_modules\/(@electric-sql|@hono\/node-server|nodemailer|read-excel-file|eta)\/|^node_modules\/pino\/(?!browser)/

/** What may not run on Workers: modules that only Node has, and code that is made of texts. */
export function wrongIn({ code, inside, outside }: Bundle): string[] {
  return [
    ...inside.filter((path) => foreign.test(path)),
    ...outside.filter((path) => grounded.test(path)),
    ...(code.match(/\bnew Function\b|\bFunction\(|\beval\(|\?\s*\w+\s*:\s*Function\b/g) ?? []),
  ]
}
