import type { Meter } from "../programmes/meter.ts"

export type Broken = { readonly rule: string; readonly needs: number; readonly has: number }

/** What a list breaks of a programme's rules: ratios that do not hold, and honours with more than their seats. */
export const brokenBy = ({ ratios, seats }: Meter): Broken[] => [
  ...seats
    .filter((one) => one.now.taken > one.seats || !one.now.fits)
    .map(({ honour, seats, now }) => ({ rule: `seats:${honour}`, needs: seats, has: now.taken })),
  ...ratios
    .filter(({ now }) => !now.holds)
    .map(({ ratio, now }) => ({ rule: ratio.key, needs: now.needs, has: now.has })),
]
