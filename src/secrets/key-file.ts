import { randomBytes } from "node:crypto"
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs"
import { dirname } from "node:path"

export const newKey = (): string => randomBytes(32).toString("base64")

/** The key kept in this file, made on the first start and readable by its owner alone; on disk before anything uses it. */
export function keyInFile(path: string): string {
  if (existsSync(path)) return readFileSync(path, "utf8").trim()
  const key = newKey()
  mkdirSync(dirname(path), { recursive: true })
  const file = openSync(path, "wx", 0o600)
  writeSync(file, `${key}\n`)
  fsyncSync(file)
  closeSync(file)
  return key
}

/** Keys that were in use before, one a line, newest first. */
export const oldKeysInFile = (path: string): readonly string[] =>
  existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : []
