import { mkdirSync } from "node:fs"
import { Worker } from "node:worker_threads"
import { type Connection, connectEmbedded } from "./connect.ts"
import { lockFolder } from "./folder-lock.ts"

export type EmbeddedOptions = {
  /** Where the data is kept; without it everything is in memory and gone at the end. */
  readonly folder?: string
  /** A dump to start from (only in memory): far quicker than to migrate anew. */
  readonly dump?: string
}

/** Starts PGlite in a worker thread behind a socket on loopback and connects to it. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Connection> {
  if (options.folder) mkdirSync(options.folder, { recursive: true })
  const unlock = options.folder ? lockFolder(options.folder) : () => {}
  const worker = new Worker(new URL("./embedded-worker.ts", import.meta.url), { workerData: options })
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
