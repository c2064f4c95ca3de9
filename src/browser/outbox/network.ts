import type { Device, Sendable, Sent, Session } from "./types.ts"

const LIMIT = 10_000

/** Sends a batch. Only an answer of the server says anything about the network; `navigator.onLine` does not. */
export async function send(device: Device, operations: readonly Sendable[]): Promise<Sent> {
  try {
    const answer = await fetch("/judge/operations", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ device, operations }),
      signal: AbortSignal.timeout(LIMIT),
    })
    return sentOf(answer.status, await answer.json())
  } catch {
    return { kind: "unreachable" }
  }
}

type Body = {
  readonly error?: string
  readonly at?: string
  readonly results?: Extract<Sent, { kind: "answered" }>["results"]
  readonly asked?: boolean
}

/** What an answer of the server means, whichever way it came. */
export function sentOf(status: number, body: Body): Sent {
  if (status === 200 && body.results)
    return { kind: "answered", at: body.at ?? "", results: body.results, asked: body.asked ?? false }
  if (status === 401) return { kind: body.error === "taken_over" ? "taken_over" : "signed_out" }
  return { kind: status === 422 || status === 413 ? "unreadable" : "unreachable" }
}

export async function fetchSession(): Promise<Session | undefined> {
  try {
    const headers = { "Content-Type": "application/json" }
    const answer = await fetch("/judge/session", { headers, signal: AbortSignal.timeout(LIMIT) })
    return answer.ok ? ((await answer.json()) as Session) : undefined
  } catch {
    return undefined
  }
}
