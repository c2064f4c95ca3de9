/** As many names as a screen shows at once. */
const most = 6

type Placed = { readonly place: number | null; readonly prize: string | null }

export type Step<W extends Placed> =
  | { readonly kind: "opening" }
  /** A prize is announced, with how many won it and nobody's name: it always stands before its names. */
  | { readonly kind: "prize"; readonly prize: string; readonly count: number }
  | { readonly kind: "winners"; readonly prize: string; readonly winners: readonly W[] }
  | { readonly kind: "closing" }

/** Names in screens from the last to the first; on a screen the better place stands above. */
function fromTheLast<W>(winners: readonly W[]): W[][] {
  const screens = []
  for (let end = winners.length; end > 0; end -= most) screens.push(winners.slice(Math.max(0, end - most), end))
  return screens
}

/** The winners of the highest prize come place by place, those who share a place together. */
const placeByPlace = <W extends Placed>(winners: readonly W[]): W[][] =>
  [...Map.groupBy(winners, ({ place }) => place).values()].reverse().flatMap(fromTheLast)

/** The steps of a ceremony, from the lowest prize to the highest; `prizes` come highest first, winners best first. */
export function ceremonySteps<W extends Placed>(prizes: readonly string[], winners: readonly W[]): Step<W>[] {
  const given = prizes.filter((prize) => winners.some((one) => one.prize === prize))
  const steps = given.toReversed().flatMap((prize): Step<W>[] => {
    const own = winners.filter((one) => one.prize === prize)
    const screens = prize === given[0] ? placeByPlace(own) : fromTheLast(own)
    return [
      { kind: "prize", prize, count: own.length },
      ...screens.map((screen) => ({ kind: "winners" as const, prize, winners: screen })),
    ]
  })
  return [{ kind: "opening" }, ...steps, { kind: "closing" }]
}
