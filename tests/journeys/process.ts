import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openDatabase } from "#db/open.ts"
import { staff } from "../../src/scripts/replay/server.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"

const root = new URL("../..", import.meta.url).pathname
const password = "correct horse battery"

/** A port that is free now; a server that is killed must come back on the same one. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === "object" && address ? address.port : 0
}

/** Resolves when the server says on its standard output where it listens. */
async function listening(child: ChildProcess): Promise<void> {
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (status) => reject(new Error(`the server ended with ${status}: ${said.join("")}`)))
    child.stderr?.on("data", (chunk) => said.push(String(chunk)))
    child.stdout?.on("data", (chunk) => {
      said.push(String(chunk))
      if (said.join("").includes("http://")) resolve()
    })
  })
  child.removeAllListeners("exit")
}

export type ServerProcess = Awaited<ReturnType<typeof startServer>>

/** The real server as a process of its own, on an embedded database in a folder or on a PostgreSQL database of its own. */
export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), "laurel-crash-"))
  const settings = { databaseUrl: onPostgres() ? (await freshDatabase()).url : undefined, dataDir: folder }
  const filled = await openDatabase(settings)
  await staff(filled.db, password)
  await filled.close()
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const env = { PORT: `${port}`, HOST: "127.0.0.1", PUBLIC_ORIGIN: origin, DATA_DIR: folder, LOG: "error" }
  const run = async () => {
    const more = { ...process.env, ...env, DATABASE_URL: settings.databaseUrl ?? "" }
    const child = spawn(process.execPath, ["src/main/node.ts"], { cwd: root, env: more })
    await listening(child)
    return child
  }
  let child = await run()
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, "exit")
    child.kill(signal)
    await ended
  }
  return {
    office: { origin, username: "officer", password },
    /** Kills the process where it stands, and starts another on the same data and port. */
    killAndRestart: async () => {
      await end("SIGKILL")
      child = await run()
    },
    /** Ends the server in good order and gives what it leaves behind. */
    stop: async () => {
      await end("SIGTERM")
      const left = await openDatabase(settings)
      const close = async () => {
        await left.close()
        rmSync(folder, { recursive: true, force: true })
      }
      return { db: left.db, close }
    },
  }
}
