import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { boot } from "#main/boot.ts"
import { configFrom } from "#main/config.ts"
import { key } from "../support/app.ts"
import { freePort } from "../support/port.ts"

const root = new URL("../..", import.meta.url).pathname

async function ready(child: ChildProcess): Promise<void> {
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (status) => reject(new Error(`the worker ended with ${status}: ${said.join("")}`)))
    const hear = (chunk: unknown) => {
      said.push(String(chunk))
      if (said.join("").includes("Ready on")) resolve()
    }
    child.stdout?.on("data", hear)
    child.stderr?.on("data", hear)
  })
  child.removeAllListeners("exit")
}

/** `npm run dev:worker` and the Node server on one PostgreSQL, both under the same public address. */
export async function startBoth(databaseUrl: string) {
  const port = await freePort()
  const worker = `http://127.0.0.1:${port}`
  const settings = {
    DATABASE_URL: databaseUrl,
    LAUREL_KEY: key,
    PUBLIC_ORIGIN: worker,
    HOST: "127.0.0.1",
    LOG: "error",
  }
  const env = { ...process.env, ...settings, PORT: `${port}` }
  const child = spawn(process.execPath, ["src/scripts/dev-worker.ts"], { cwd: root, env })
  const running = await boot(configFrom({ ...settings, PORT: "0" }))
  await ready(child)
  const stop = async () => {
    const ended = once(child, "exit")
    child.kill("SIGTERM")
    await Promise.all([ended, running.stop()])
  }
  return { worker, node: `http://127.0.0.1:${running.port}`, stop }
}

export type Both = Awaited<ReturnType<typeof startBoth>>
