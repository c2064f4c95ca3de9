import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import postgres from "postgres"
import { freePort } from "../support/port.ts"

const installed = "/usr/lib/postgresql"

/** Where PostgreSQL's own programs are, as Debian puts them; nothing where there is no server among them. */
export const programs = (existsSync(installed) ? readdirSync(installed) : [])
  .sort((a, b) => Number(b) - Number(a))
  .map((version) => join(installed, version, "bin"))
  .find((bin) => existsSync(join(bin, "initdb")))

/** PostgreSQL refuses to run as root: it then runs as the user that its package made. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }))
  return { uid: idOf("-u"), gid: idOf("-g") }
}

export type Cluster = Awaited<ReturnType<typeof createCluster>>

/** A PostgreSQL of one's own, with all that makes writes last, which may be killed without asking anybody. */
export async function createCluster(bin: string) {
  const folder = mkdtempSync(join(tmpdir(), "laurel-cluster-"))
  const user = unprivileged()
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid)
  const options = { ...user, stdio: "ignore", cwd: folder } as const
  const data = join(folder, "data")
  execFileSync(join(bin, "initdb"), ["-D", data, "-A", "trust", "-U", "postgres", "-N"], options)
  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const flags = ["-D", data, "-p", `${port}`, "-h", "127.0.0.1", "-k", folder, "-c", "shared_buffers=16MB"]
  let server: ChildProcess | undefined
  /** Until it answers; it is started anew while a killed one's memory is still in use. */
  const start = async (): Promise<void> => {
    server = spawn(join(bin, "postgres"), flags, options)
    while (runs(server)) if (await answers(url)) return
    return start()
  }
  const kill = async () => {
    if (!server?.pid || !runs(server)) return
    const ended = new Promise((resolve) => server?.once("exit", resolve))
    for (const pid of [server.pid, ...childrenOf(server.pid)]) end(pid)
    await ended
  }
  const stop = async () => {
    await kill()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  }
  return { url, start, kill, stop }
}

const runs = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number)

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL")
  } catch {
    // It has ended by itself.
  }
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 1, onnotice: () => {} })
  const answered = await sql`select 1`.then(
    () => true,
    () => wait(20, false),
  )
  await sql.end({ timeout: 1 })
  return answered
}
