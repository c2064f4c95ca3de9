import { sha256 } from "#lib/hash.ts"

/** The name under which the page documents how this draw is repeated; another way would have another name. */
export const drawMethod = "laurel-draw/1"

export type DrawnList = "entries" | "teams"

const range = 2 ** 32

/**
 * Numbers below a bound, each from the first 32 bits of SHA-256 of `seed:list:counter`; a number in the last,
 * incomplete stretch of the bound is thrown away, so that none is likelier than another.
 */
function numbersFrom(seed: string, list: DrawnList): (bound: number) => number {
  let counter = 0
  return (bound) => {
    const limit = range - (range % bound)
    for (;;) {
      const number = Number.parseInt(sha256(`${seed}:${list}:${counter++}`).slice(0, 8), 16)
      if (number < limit) return number % bound
    }
  }
}

/** Fisher and Yates, from the last place down: the same ids and seed give the same order for ever. */
export function drawOrder(ids: readonly number[], seed: string, list: DrawnList): number[] {
  const order = ids.toSorted((a, b) => a - b)
  const below = numbersFrom(seed, list)
  for (let place = order.length - 1; place > 0; place--) {
    const other = below(place + 1)
    const kept = order[place] as number
    order[place] = order[other] as number
    order[other] = kept
  }
  return order
}

/** Codes by place: `A001`, `A002` and so on, wide enough to sort as text. */
export function codesFor(order: readonly number[], prefix: string, digits: number): Map<number, string> {
  const width = Math.max(digits, String(order.length).length)
  return new Map(order.map((id, place) => [id, `${prefix}${String(place + 1).padStart(width, "0")}`]))
}

/** Whether drawing again gives the order in which the codes stand. */
export function isRepeated(
  ids: readonly number[],
  seed: string,
  list: DrawnList,
  coded: readonly { readonly id: number; readonly code: string }[],
): boolean {
  const stands = coded.toSorted((a, b) => (a.code < b.code ? -1 : 1)).map(({ id }) => id)
  const drawn = drawOrder(ids, seed, list)
  return stands.length === drawn.length && drawn.every((id, place) => id === stands[place])
}
