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

/** What was counted of a route; `statuses` by their hundreds. */
type Counted = { statuses: number[]; buckets: number[]; count: number; seconds: number }

export type Metrics = {
  readonly count: (answered: Answered) => void
  readonly families: () => Family[]
}

/** Counts requests by route, so that no id and no text of an address becomes a label. */
export function createMetrics(): Metrics {
  const methods = new Map<string, Map<string, Counted>>()
  const begin = (method: string, route: string): Counted => {
    const routes = methods.get(method) ?? new Map<string, Counted>()
    methods.set(method, routes)
    const none = { statuses: [], buckets: new Array(steps.length).fill(0), count: 0, seconds: 0 }
    routes.set(route, none)
    return none
  }
  const count = ({ method, route, status, ms }: Answered) => {
    const counted = methods.get(method)?.get(route) ?? begin(method, route)
    const hundreds = Math.floor(status / 100)
    counted.statuses[hundreds] = (counted.statuses[hundreds] ?? 0) + 1
    const step = steps.findIndex((end) => ms <= end * 1000)
    if (step >= 0) counted.buckets[step] = (counted.buckets[step] as number) + 1
    counted.count++
    counted.seconds += ms / 1000
  }
  const families = () => {
    const all = [...methods].flatMap(([method, routes]) =>
      [...routes].map(([route, counted]) => ({ labels: { method, route }, ...counted })),
    )
    return [requests(all), durations(all)]
  }
  return { count, families }
}

type Labelled = Counted & { readonly labels: Record<string, string> }

const requests = (all: readonly Labelled[]): Family => ({
  name: "laurel_requests_total",
  help: "Requests answered, by route and kind of status.",
  type: "counter",
  samples: all.flatMap(({ labels, statuses }) =>
    Object.entries(statuses).map(([hundreds, value]) => ({ labels: { ...labels, status: `${hundreds}xx` }, value })),
  ),
})

const durations = (all: readonly Labelled[]): Family => ({
  name: "laurel_request_seconds",
  help: "Time from a request to its answer, by route.",
  type: "histogram",
  samples: all.flatMap(histogramOf),
})

function histogramOf({ labels, buckets, count, seconds }: Labelled): Sample[] {
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
