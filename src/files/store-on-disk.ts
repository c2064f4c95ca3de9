import { createHash } from "node:crypto"
import { type FileHandle, mkdir, open, opendir, rename, rm, stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import { Readable } from "node:stream"
import { type FileStore, FileTooLarge, type Stored } from "./store.ts"

const isKey = /^[0-9a-f]{32}$/
const half = ".half"

/** Keeps files in a folder, spread over 256 folders by the first two digits of their keys. */
export function storeOnDisk(folder: string, limit: number): FileStore {
  const pathOf = (key: string): string => {
    if (!isKey.test(key)) throw new Error("a key of a file has 32 hex digits")
    return join(folder, key.slice(0, 2), key)
  }
  return {
    limit,
    put: (key, body) => putFile(pathOf(key), body, limit),
    open: (key) => openFile(pathOf(key)),
    remove: async (key) => {
      await rm(pathOf(key), { force: true })
      await rm(pathOf(key) + half, { force: true })
    },
    before: (instant) => keysBefore(folder, instant),
  }
}

/** Writes under another name and gives the file its own when it is on disk. */
async function putFile(path: string, body: ReadableStream<Uint8Array>, limit: number): Promise<Stored> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    const file = await open(path + half, "wx", 0o600)
    const stored = await write(file, body, limit).finally(() => file.close())
    await rename(path + half, path)
    await synced(dirname(path))
    return stored
  } catch (error) {
    await rm(path + half, { force: true })
    throw error
  }
}

async function write(file: FileHandle, body: ReadableStream<Uint8Array>, limit: number): Promise<Stored> {
  const hash = createHash("sha256")
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > limit) throw new FileTooLarge("a file is larger than the store takes")
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  await file.sync()
  return { bytes, sha256: hash.digest("hex") }
}

async function synced(folder: string): Promise<void> {
  const opened = await open(folder, "r")
  await opened.sync().finally(() => opened.close())
}

const isAbsent = (error: unknown): boolean => (error as { code?: unknown }).code === "ENOENT"

async function openFile(path: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined> {
  try {
    const file = await open(path, "r")
    return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array<ArrayBuffer>>
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

async function* keysBefore(folder: string, instant: Date): AsyncIterable<string> {
  for await (const { parentPath, name } of walk(folder)) {
    const key = name.endsWith(half) ? name.slice(0, -half.length) : name
    const { mtime } = await stat(join(parentPath, name)).catch(() => ({ mtime: instant }))
    if (isKey.test(key) && mtime < instant) yield key
  }
}

/** The files of a folder that may not be there yet. */
async function* walk(folder: string) {
  try {
    for await (const entry of await opendir(folder, { recursive: true })) if (entry.isFile()) yield entry
  } catch (error) {
    if (!isAbsent(error)) throw error
  }
}
