import { sentOf } from "../../src/browser/outbox/network.ts"
import type { Device, Sendable, Sent } from "../../src/browser/outbox/types.ts"
import type { Browser } from "../support/app.ts"
import type { Chance } from "./chance.ts"

export const faults = [
  "drop_request",
  "drop_response",
  "duplicate",
  "delay",
  "cut",
  "restart",
  "two_tabs",
  "eviction",
  "expired",
  "take_over",
  "swap",
  "skew",
  "conflict",
] as const
export type Fault = (typeof faults)[number]
export type Struck = Map<Fault, number>
export const strike = (struck: Struck, fault: Fault) => struck.set(fault, (struck.get(fault) ?? 0) + 1)

/** What the server said to one operation each time that it came, and whether the tablet heard it. */
export type Answered = { readonly answer: string; readonly status: number; readonly code: string; heard: boolean }
export type Ledger = Map<string, Answered[]>

type Packet = () => Promise<unknown>

/** Between tablets and the app: what is held back here comes late, in any order, when its sender has long given up. */
export type Air = {
  readonly chance: Chance
  readonly struck: Struck
  readonly ledger: Ledger
  readonly late: Packet[]
  calm: boolean
}

/** `before` is called with the keys of every batch that reaches the server: the broken variant forgets them there. */
export type Before = (ids: readonly string[]) => Promise<void>

/** The network of one tablet: its browser, and whether it hears anything at all. */
export function networkOf(air: Air, browser: () => Browser, isCut: () => boolean, before: Before) {
  const { chance, struck, ledger } = air
  const reach = async (device: Device, operations: readonly Sendable[], heard: boolean): Promise<Sent> => {
    await before(operations.map(({ id }) => id))
    const answer = await browser().postJson("/judge/operations", { device, operations })
    const body = await answer.json()
    if (answer.status >= 500) throw new Error(`the server answered ${answer.status}`)
    const sent = sentOf(answer.status, body)
    if (sent.kind === "answered")
      for (const one of sent.results) {
        const { id, status, code } = one
        const told = ledger.get(id) ?? []
        ledger.set(id, [...told, { answer: JSON.stringify(one), status, code, heard }])
      }
    return sent
  }
  return async (device: Device, operations: readonly Sendable[]): Promise<Sent> => {
    if (isCut()) return { kind: "unreachable" }
    if (air.calm || operations.length === 0) return reach(device, operations, true)
    if (chance.hits(0.12)) {
      strike(struck, "drop_request")
      return { kind: "unreachable" }
    }
    if (chance.hits(0.12)) {
      strike(struck, "delay")
      air.late.push(() => reach(device, operations, false))
      return { kind: "unreachable" }
    }
    if (chance.hits(0.15)) {
      strike(struck, "drop_response")
      await reach(device, operations, false)
      return { kind: "unreachable" }
    }
    if (chance.hits(0.15)) {
      strike(struck, "duplicate")
      await reach(device, operations, false)
    }
    return reach(device, operations, true)
  }
}
