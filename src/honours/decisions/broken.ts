import type { Meter } from "../programmes/meter.ts"

export type Broken = { readonly rule: string; readonly needs: number; readonly has: number }

/** What a list breaks of a programme's rules: ratios that do not hold, more than the seats, seats of another type. */
export const brokenBy = ({ ratios, seats }: Meter): Broken[] => [
  ...seats
    .filter(({ now }) => !now.fits)
    .map(({ honour, seats, now }) =>
      now.taken > seats
        ? { rule: `seats:${honour}`, needs: seats, has: now.taken }
        : { rule: `typed:${honour}`, needs: now.taken, has: now.seated },
    ),
  ...ratios
    .filter(({ now }) => !now.holds)
    .map(({ ratio, now }) => ({ rule: ratio.key, needs: now.needs, has: now.has })),
]
