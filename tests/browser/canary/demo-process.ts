import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Card } from "../../../src/scripts/demo/judging.ts"
import { freePort } from "../../support/port.ts"

const root = new URL("../../..", import.meta.url).pathname

/** `npm run demo` itself, in a folder of its own, with all that it writes, mails, and logs at the level of debugging. */
export async function startDemo(mailUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), "laurel-canary-"))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const mail = { SMTP_URL: mailUrl, MAIL_FROM: "laurel@jiangcheng.example" }
  const own = { PORT: `${port}`, HOST: "127.0.0.1", DATA_DIR: folder, LOG: "debug", DATABASE_URL: "" }
  const env = { ...process.env, ...own, ...mail }
  const child = spawn(process.execPath, ["src/scripts/demo.ts"], { cwd: root, env })
  const said: string[] = []
  const ended = once(child, "exit")
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (status) => reject(new Error(`the demo ended with ${status}: ${said.join("")}`)))
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        said.push(String(chunk))
        if (said.join("").includes("begins anew")) resolve()
      })
  })
  const dataDir = join(folder, "demo")
  const filesOf = () =>
    readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  return {
    origin,
    dataDir,
    cards: JSON.parse(readFileSync(join(dataDir, "judges.json"), "utf8")) as readonly Card[],
    log: () => said.join(""),
    filesOf,
    /** A backup of the stopped demo, as `npm run backup` makes it. */
    backUp: () => {
      const file = join(folder, "copy.backup")
      execFileSync(process.execPath, ["src/scripts/backup.ts", file], { cwd: root, env: { ...env, DATA_DIR: dataDir } })
      return file
    },
    stop: async () => {
      child.kill("SIGINT")
      await ended
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

export type Demo = Awaited<ReturnType<typeof startDemo>>
