import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { extname, join } from "node:path"
import type { Asset } from "./assets.ts"

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webmanifest": "application/manifest+json",
}

/** Reads every file of a folder that has a known type; they are few and small. */
export function assetsFromDisk(folder: string): Map<string, Asset> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => types[extname(name)])
  return new Map(names.map((name) => [name.replaceAll("\\", "/"), assetOf(join(folder, name))]))
}

function assetOf(path: string): Asset {
  const bytes = new Uint8Array(readFileSync(path))
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12)
  return { type: types[extname(path)] as string, hash, body: () => bytes }
}
