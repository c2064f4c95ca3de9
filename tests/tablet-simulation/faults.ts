export const faults = [
  "drop_request",
  "drop_response",
  "duplicate",
  "reorder",
  "delay",
  "cut",
  "restart",
  "server_crash",
  "page_crash",
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

/** How often a fault must strike in so many halls: one that never does proves nothing. */
export const leastOf = (seeds: number): number => Math.floor(seeds / 10)

export const tooRare = (struck: Struck, seeds: number) =>
  faults.filter((fault) => (struck.get(fault) ?? 0) < leastOf(seeds))

export const countsOf = (struck: Struck): string =>
  faults.map((fault) => `${fault} ${struck.get(fault) ?? 0}`).join(", ")
