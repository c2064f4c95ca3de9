export type Pair = { readonly app: number; readonly bare: number }

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Measures both sides in turn, so that what else the machine does falls on both; the medians and that of the ratios. */
export async function alternated(rounds: number, app: () => Promise<number>, bare: () => Promise<number>) {
  const pairs: Pair[] = []
  // Both sides once for nothing: what is measured is a server that runs, not one that starts.
  await app()
  await bare()
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0 ? await app() : undefined
    const other = await bare()
    pairs.push({ app: first ?? (await app()), bare: other })
  }
  return {
    app: median(pairs.map((pair) => pair.app)),
    bare: median(pairs.map((pair) => pair.bare)),
    ratio: median(pairs.map((pair) => pair.app / pair.bare)),
  }
}

/** How long each of some tasks takes, in ms, one after another. */
export async function timed(tasks: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const spent: number[] = []
  for (const task of tasks) {
    const began = performance.now()
    await task()
    spent.push(performance.now() - began)
  }
  return spent
}

/** What 95 of 100 stay under. */
export const slowest5 = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.95)] ?? Number.NaN
