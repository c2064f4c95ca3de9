import { mkdirSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { Worker } from "node:worker_threads"
import { type Connection, connectEmbedded } from "./connect.ts"
import { lockFolder } from "./folder-lock.ts"

export type EmbeddedOptions = {
  /** Where the data is kept; without it everything is in memory and gone at the end. */
  readonly folder?: string
  /** A dump to start from (only in memory): far quicker than to migrate anew. */
  readonly dump?: string
}

export type EmbeddedStart = EmbeddedOptions & { readonly program: WebAssembly.Module }

let program: Promise<WebAssembly.Module> | undefined

/**
 * PGlite's program, compiled once for all databases of a process and kept: each would spend half a second on it, and V8
 * loses count where it frees and compiles the same program again and again (github.com/nodejs/node/issues/64500).
 */
function compiledProgram(): Promise<WebAssembly.Module> {
  const folder = dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite"))
  program ??= readFile(join(folder, "pglite.wasm")).then((bytes) => WebAssembly.compile(bytes))
  return program
}

/** Starts PGlite in a worker thread behind a socket on loopback and connects to it. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Connection> {
  if (options.folder) mkdirSync(options.folder, { recursive: true })
  const unlock = options.folder ? lockFolder(options.folder) : () => {}
  const workerData: EmbeddedStart = { ...options, program: await compiledProgram() }
  const worker = new Worker(new URL("./embedded-worker.ts", import.meta.url), { workerData })
  const url = await new Promise<string>((resolve, reject) => {
    worker.once("message", resolve)
    worker.once("error", reject)
  })
  const connection = connectEmbedded(url)
  const close = async () => {
    await connection.close()
    const ended = new Promise((resolve) => worker.once("exit", resolve))
    worker.postMessage("close")
    await ended
    unlock()
  }
  return { ...connection, close }
}
