import { type ChildProcess, fork, spawn } from "node:child_process"
import { once } from "node:events"
import { openSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"

/** A process of its own that answers one question at a time. */
export type Child<Question, Answer> = {
  readonly ask: (question: Question) => Promise<Answer>
  readonly end: () => void
}

export function childOf<Question, Answer>(file: string, flags: string[] = []): Child<Question, Answer> {
  const child = fork(join(import.meta.dirname, file), { execArgv: flags })
  const ask = async (question: Question) => {
    child.send(question as object)
    const asked = new AbortController()
    const { signal } = asked
    const answered = once(child, "message", { signal }).then(([answer]) => answer as Answer)
    const ended = once(child, "exit", { signal }).then(([status]) =>
      Promise.reject(new Error(`${file} ended with ${status}`)),
    )
    return Promise.race([answered, ended]).finally(() => asked.abort())
  }
  return { ask, end: () => void child.kill() }
}

/** The other side of `childOf`. */
export function answering<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  // Whoever asked may have died: nobody else would end this process, and it holds its parent's output open.
  process.on("disconnect", () => process.exit())
  process.on("message", async (question) => process.send?.(await answer(question as Question)))
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const address = probe.address()
  probe.close()
  return typeof address === "object" && address ? address.port : 0
}

/** The real server, logging to a file as it would in service; resolves when it is ready. */
export async function startServer(env: Record<string, string>, log: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["src/main/node.ts"], {
    env: { ...process.env, ...env, LOG: "info" },
    stdio: ["ignore", openSync(log, "w"), "inherit"],
  })
  for (let attempt = 0; attempt < 300; attempt++) {
    const ready = await fetch(`${env.PUBLIC_ORIGIN}/readyz`).catch(() => undefined)
    if (ready?.ok) return child
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error("the server did not become ready")
}
