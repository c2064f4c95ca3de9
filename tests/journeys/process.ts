import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openDatabase } from "#db/open.ts"
import type { World } from "#main/boot.ts"
import { staff } from "../../src/scripts/replay/server.ts"
import { key, keys } from "../support/app.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"
import { freePort } from "../support/port.ts"

const root = new URL("../..", import.meta.url).pathname
const password = "correct horse battery"

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

type Given = { readonly databaseUrl?: string; readonly prepare?: (world: World) => Promise<void> }

/**
 * The real server as a process of its own, on an embedded database in a folder or on a PostgreSQL database of its own,
 * with an officer in it or with what `prepare` puts there.
 */
export async function startServer({ databaseUrl, prepare = (world) => staff(world, password) }: Given = {}) {
  const folder = mkdtempSync(join(tmpdir(), "laurel-crash-"))
  const settings = {
    databaseUrl: databaseUrl ?? (onPostgres() ? (await freshDatabase()).url : undefined),
    dataDir: folder,
  }
  const filled = await openDatabase(settings)
  await prepare({ db: filled.db, keys })
  await filled.close()
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const env = {
    LAUREL_KEY: key,
    PORT: `${port}`,
    HOST: "127.0.0.1",
    PUBLIC_ORIGIN: origin,
    DATA_DIR: folder,
    LOG: "error",
  }
  const run = async () => {
    const more = { ...process.env, ...env, DATABASE_URL: settings.databaseUrl ?? "" }
    const child = spawn(process.execPath, ["src/main/node.ts"], { cwd: root, env: more })
    await listening(child)
    return child
  }
  let child = await run()
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null) throw new Error(`the server had ended by itself with ${child.exitCode}`)
    const ended = once(child, "exit")
    child.kill(signal)
    await ended
  }
  const kill = () => end("SIGKILL")
  const restart = async () => {
    child = await run()
  }
  return {
    office: { origin, username: "officer", password },
    /** Kills the process where it stands. */
    kill,
    /** Starts another on the same data and port. */
    restart,
    killAndRestart: () => kill().then(restart),
    /** A second process on the same database: where it answers, and how it is ended. */
    another: async () => {
      const own = await freePort()
      const more = { ...env, PORT: `${own}`, PUBLIC_ORIGIN: `http://127.0.0.1:${own}` }
      const twin = spawn(process.execPath, ["src/main/node.ts"], {
        cwd: root,
        env: { ...process.env, ...more, DATABASE_URL: settings.databaseUrl ?? "" },
      })
      await listening(twin)
      return { origin: more.PUBLIC_ORIGIN, end: () => twin.kill("SIGKILL") }
    },
    /** Kills what may still run, when nobody wants what it leaves behind. */
    abandon: () => {
      child.kill("SIGKILL")
      rmSync(folder, { recursive: true, force: true })
    },
    /** Ends the server in good order and gives what it leaves behind. */
    stop: async () => {
      await end("SIGTERM")
      const left = await openDatabase(settings)
      const close = async () => {
        await left.close()
        rmSync(folder, { recursive: true, force: true })
      }
      return { db: left.db, keys, close }
    },
  }
}
