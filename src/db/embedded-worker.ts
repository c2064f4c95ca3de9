import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parentPort, workerData } from "node:worker_threads"
import { PGlite } from "@electric-sql/pglite"
import { PGLiteSocketServer } from "@electric-sql/pglite-socket"
import type { EmbeddedStart } from "./embedded.ts"

const { folder, dump, program } = workerData as EmbeddedStart
const pglite = await PGlite.create({
  pgliteWasmModule: program,
  ...(folder ? { dataDir: join(folder, "pglite") } : {}),
  ...(dump ? { loadDataDir: new Blob([readFileSync(dump)]) } : {}),
})
const server = new PGLiteSocketServer({ db: pglite, host: "127.0.0.1", port: 0, maxConnections: 4 })
await server.start()
parentPort?.postMessage(`postgres://postgres:postgres@${server.getServerConn()}/postgres`)
parentPort?.once("message", async () => {
  await server.stop()
  await pglite.close()
  process.exit(0)
})
