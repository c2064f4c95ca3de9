import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** Reads every view below a folder, named by its path without `.eta`. */
export function viewsFromDisk(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".eta"))
  return new Map(
    names.map((name) => [name.slice(0, -4).replaceAll("\\", "/"), readFileSync(join(folder, name), "utf8")]),
  )
}
