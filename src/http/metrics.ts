import type { Family, Sample } from "#lib/exposition.ts"

/** All that is said of a request: its route, never its address, which may hold a name that somebody searched for. */
export type Answered = {
  readonly requestId: string
  readonly method: string
  readonly route: string
  readonly status: number
  readonly ms: number
}

/** Upper ends of the histogram's steps, in seconds. */
const steps = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

type Counted = { statuses: Map<string, number>; buckets: number[]; count: number; seconds: number }

export type Metrics = {
  readonly count: (answered: Answered) => void
  readonly families: () => Family[]
}

const classOf = (status: number) => `${Math.floor(status / 100)}xx`

/** Counts requests by route, so that no id and no text of an address becomes a label. */
export function createMetrics(): Metrics {
  const routes = new Map<string, Counted>()
  const count = ({ method, route, status, ms }: Answered) => {
    const name = `${method} ${route}`
    const counted = routes.get(name) ?? {
      statuses: new Map(),
      buckets: new Array(steps.length).fill(0),
      count: 0,
      seconds: 0,
    }
    routes.set(name, counted)
    counted.statuses.set(classOf(status), (counted.statuses.get(classOf(status)) ?? 0) + 1)
    const step = steps.findIndex((end) => ms <= end * 1000)
    if (step >= 0) counted.buckets[step] = (counted.buckets[step] as number) + 1
    counted.count++
    counted.seconds += ms / 1000
  }
  return { count, families: () => [requests(routes), durations(routes)] }
}

function labelsOf(name: string) {
  const at = name.indexOf(" ")
  return { method: name.slice(0, at), route: name.slice(at + 1) }
}

const requests = (routes: ReadonlyMap<string, Counted>): Family => ({
  name: "laurel_requests_total",
  help: "Requests answered, by route and kind of status.",
  type: "counter",
  samples: [...routes].flatMap(([name, { statuses }]) =>
    [...statuses].map(([status, value]) => ({ labels: { ...labelsOf(name), status }, value })),
  ),
})

const durations = (routes: ReadonlyMap<string, Counted>): Family => ({
  name: "laurel_request_seconds",
  help: "Time from a request to its answer, by route.",
  type: "histogram",
  samples: [...routes].flatMap(([name, counted]) => histogramOf(labelsOf(name), counted)),
})

function histogramOf(labels: Record<string, string>, { buckets, count, seconds }: Counted): Sample[] {
  let below = 0
  const ends = steps.map((end, at) => {
    below += buckets[at] as number
    return { suffix: "_bucket", labels: { ...labels, le: `${end}` }, value: below }
  })
  return [
    ...ends,
    { suffix: "_bucket", labels: { ...labels, le: "+Inf" }, value: count },
    { suffix: "_sum", labels, value: seconds },
    { suffix: "_count", labels, value: count },
  ]
}
