/** So much is waiting that whoever comes now is better told at once. */
export class Busy extends Error {}

/** Lets `open` pieces of work run at once and `queue` wait for their turn; any more are refused with `Busy`. */
export function gate(open: number, queue: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async function pass<T>(work: () => Promise<T>): Promise<T> {
    if (running >= open) {
      if (waiting.length >= queue) throw new Busy("too much is waiting")
      await new Promise<void>((go) => waiting.push(go))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
