import type { Arrivals, Arrived } from "./arrivals.ts"
import { childOf } from "./children.ts"
import type { Row } from "./rows.ts"
import { type BenchWorld, hallOf } from "./world.ts"

export type HallSize = {
  readonly judges: number
  readonly viewers: number
  readonly seconds: number
  readonly steps: number
}

/** A mark that takes longer than this, in ms, has broken the hall. */
const LIMIT = 1_000

const isGood = ({ operations, viewers }: Arrived, rate: number): boolean =>
  operations.failed + viewers.failed === 0 && operations.p99 <= LIMIT && operations.perSecond >= rate * 0.9

const told = ({ operations: one, viewers }: Arrived): string =>
  `${one.perSecond.toFixed(1)}/s, p50 ${one.p50.toFixed(0)} p99 ${one.p99.toFixed(0)} p99.9 ${one.p999.toFixed(0)} most ${one.most.toFixed(0)} ms, ${one.failed} errors; viewers ${viewers.perSecond.toFixed(0)}/s, p99 ${viewers.p99.toFixed(0)} ms, ${viewers.failed} errors`

/**
 * Every judge marks once in two seconds while viewers poll the board every ten, whether or not the server keeps up; then
 * the judges hurry, step by step, until it does not. Times run from when a request was due.
 */
export async function hallRow(world: BenchWorld, size: HallSize): Promise<{ row: Row; lines: string[] }> {
  const judges = await hallOf(world, size.judges)
  const child = childOf<Arrivals, Arrived>("arrivals.ts")
  const viewers = { path: world.path, count: size.viewers, everySeconds: 10 }
  const at = (rate: number, seconds: number) => child.ask({ port: world.port, judges, rate, seconds, viewers })
  const pace = size.judges / 2
  await at(pace, Math.min(2, size.seconds))
  const base = await at(pace, size.seconds)
  const lines = [`${size.judges} judges × 1 operation in 2 s, ${size.viewers} viewers: ${told(base)}`]
  let [good, rate] = [isGood(base, pace) ? pace : 0, pace]
  for (let step = 0; step < size.steps && good === rate; step++) {
    rate = Math.round(rate * 1.5)
    const more = await at(rate, Math.min(4, size.seconds))
    lines.push(`${rate} operations/s wanted: ${told(more)}`)
    if (isGood(more, rate)) good = rate
  }
  lines.push(good === rate ? `still good at ${good} operations/s` : `good at ${good} operations/s, broken at ${rate}`)
  child.end()
  const { p99, failed } = base.operations
  const ratio = failed + base.viewers.failed > 0 ? Number.POSITIVE_INFINITY : p99 / LIMIT
  return {
    row: { name: `${size.judges} judges, p99 of 1 s`, app: p99, bare: LIMIT, unit: "ms", ratio, most: 1 },
    lines,
  }
}
