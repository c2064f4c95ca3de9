import { uuidv7 } from "#lib/uuid.ts"

/** One save; it keeps its id however often it is sent. */
export type Operation = {
  readonly id: string
  readonly entry: string
  readonly slot: string
  readonly value: string | null
  readonly seenVersion: number
}

export type OperationResult = {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly version?: number
  readonly current?: { value: string | null; version: number; at: string; by: string | null }
}

export const newId = () => uuidv7(new Date(), crypto.getRandomValues(new Uint8Array(10)))

export type Sent = OperationResult | "unreachable" | "signed_out"

/** Sends one save. Only an answer counts: whatever else happens, the same save is sent again. */
export async function send(operation: Operation): Promise<Sent> {
  try {
    const answer = await fetch("/judge/operations", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ operations: [operation] }),
      signal: AbortSignal.timeout(10_000),
    })
    if (answer.status === 401) return "signed_out"
    if (!answer.ok) return "unreachable"
    const body = (await answer.json()) as { results: OperationResult[] }
    return body.results[0] ?? "unreachable"
  } catch {
    return "unreachable"
  }
}
