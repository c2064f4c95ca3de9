type Tries = { count: number; since: number }

/** Counts wrong codes by address; after `limit` within the window that address waits, and no other one does. */
export function throttle({ limit, windowMs }: { limit: number; windowMs: number }) {
  const tries = new Map<string, Tries>()
  const current = (address: string, now: Date) => {
    const known = tries.get(address)
    return known && now.getTime() - known.since < windowMs ? known : undefined
  }
  return {
    mustWait: (address: string, now: Date): boolean => (current(address, now)?.count ?? 0) >= limit,
    countWrong(address: string, now: Date): void {
      for (const [key, { since }] of tries) if (now.getTime() - since >= windowMs) tries.delete(key)
      const known = current(address, now)
      tries.set(address, { count: (known?.count ?? 0) + 1, since: known?.since ?? now.getTime() })
    },
  }
}
