import { alone } from "../outbox/alone.ts"
import type { Outbox } from "../outbox/outbox.ts"
import type { Sent } from "../outbox/types.ts"

export type Went = Sent["kind"] | "idle" | undefined

const PATIENCE = 20_000

/** Sends one batch: by the worker where there is one, since a page that goes takes its requests along. */
export async function drain(outbox: Outbox): Promise<Went> {
  const worker = navigator.serviceWorker?.controller
  if (!worker) return alone(() => outbox.drain())
  const battery = await charge()
  const { port1, port2 } = new MessageChannel()
  const heard = new Promise<Went>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data.went)
    setTimeout(() => resolve("unreachable"), PATIENCE)
  })
  worker.postMessage(battery === undefined ? {} : { battery }, [port2])
  return heard
}

type Charged = { readonly getBattery?: () => Promise<{ readonly level: number }> }

/** In percent; not every browser tells. */
async function charge(): Promise<number | undefined> {
  const battery = await (navigator as Charged).getBattery?.()
  return battery && Math.round(battery.level * 100)
}
