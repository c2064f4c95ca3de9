import { sentOf } from "../../src/browser/outbox/network.ts"
import type { Device, Sendable, Sent } from "../../src/browser/outbox/types.ts"
import type { Browser } from "../support/app.ts"
import type { Chance } from "./chance.ts"
import { type Struck, strike } from "./faults.ts"
import type { Server } from "./server.ts"

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
  readonly server: Server
  calm: boolean
}

/** `before` is called with the keys of every batch that reaches the server: the broken variant forgets them there. */
export type Before = (ids: readonly string[]) => Promise<void>

/** The network of one tablet: its browser, and whether it hears anything at all. */
export function networkOf(air: Air, browser: () => Browser, isCut: () => boolean, before: Before) {
  const { chance, struck, ledger, server } = air
  let sent = 0
  let newest = 0
  const reach = async (number: number, device: Device, operations: readonly Sendable[], heard: boolean) => {
    if (number < newest && operations.length > 0) strike(struck, "reorder")
    newest = Math.max(newest, number)
    await before(operations.map(({ id }) => id))
    const answer = await browser().postJson("/judge/operations", { device, operations })
    if (answer.status >= 500 && server.died) return { kind: "unreachable" } as const
    if (answer.status >= 500) throw new Error(`the server answered ${answer.status}`)
    const told = sentOf(answer.status, await answer.json())
    if (told.kind === "answered")
      for (const one of told.results) {
        const { id, status, code } = one
        ledger.set(id, [...(ledger.get(id) ?? []), { answer: JSON.stringify(one), status, code, heard }])
      }
    return told
  }
  return async (device: Device, operations: readonly Sendable[]): Promise<Sent> => {
    const number = ++sent
    if (isCut()) return { kind: "unreachable" }
    if (air.calm || operations.length === 0) return reach(number, device, operations, true)
    if (chance.hits(0.12)) {
      strike(struck, "drop_request")
      return { kind: "unreachable" }
    }
    if (chance.hits(0.12)) {
      strike(struck, "delay")
      air.late.push(() => reach(number, device, operations, false))
      return { kind: "unreachable" }
    }
    if (chance.hits(0.15)) {
      strike(struck, "drop_response")
      await reach(number, device, operations, false)
      return { kind: "unreachable" }
    }
    if (chance.hits(0.15)) {
      strike(struck, "duplicate")
      await reach(number, device, operations, false)
    }
    return reach(number, device, operations, true)
  }
}
