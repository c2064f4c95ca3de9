import { type Chance, chanceOf } from "../../tablet-simulation/chance.ts"

export const cuts = ["offline", "killed", "reload", "crash", "expired"] as const
export type Cut = (typeof cuts)[number]

export type Cell = { readonly entry: string; readonly slot: string; readonly value: string }
export type Burst = { readonly alias: string; readonly cells: readonly Cell[]; readonly cut: Cut | undefined }

export const slotsOf = { J1: ["finish", "safety"], J2: ["finish", "safety"], J3: ["finish"] } as const
export const entries = Array.from({ length: 40 }, (_, at) => `A${String(at + 1).padStart(3, "0")}`)

const AT_ONCE = 5
const EACH = 5

/** 200 marks in 40 bursts, in an order and with cuts that the seed brings back: five of each kind, the rest in peace. */
export function planOf(seed: number): Burst[] {
  const chance = chanceOf(seed)
  const queues = Object.entries(slotsOf).map(([alias, slots]) => ({
    alias,
    cells: entries.flatMap((entry) => slots.map((slot) => ({ entry, slot, value: valueBy(chance) }))),
  }))
  const turns = shuffled(
    chance,
    queues.flatMap(({ alias, cells }) => cells.filter((_, at) => at % AT_ONCE === 0).map(() => alias)),
  )
  const struck = cuts.flatMap((cut) => Array.from({ length: EACH }, (): Cut | undefined => cut))
  const peace = Array.from({ length: turns.length - struck.length }, () => undefined)
  const schedule = shuffled(chance, [...struck, ...peace])
  return turns.map((alias, at) => {
    const cells = queues.find((one) => one.alias === alias)?.cells.splice(0, AT_ONCE) ?? []
    return { alias, cells, cut: schedule[at] }
  })
}

/** So close to each other that none is asked about as a slip of the finger. */
const valueBy = (chance: Chance): string => `${70 + chance.below(10)}${chance.below(2) ? ".5" : ""}`

function shuffled<T>(chance: Chance, list: readonly T[]): T[] {
  const drawn = list.map((one) => ({ one, by: chance.next() }))
  return drawn.sort((a, b) => a.by - b.by).map(({ one }) => one)
}
