const LOCK = "laurel-drain"

/** One page or worker of this tablet at a time sends; where the browser knows no locks, the keys alone keep it to once. */
export async function alone<T>(work: () => Promise<T>): Promise<T | undefined> {
  if (!navigator.locks) return work()
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? work() : undefined))
}

/** Until whoever sends now is done. */
export async function othersDone(): Promise<void> {
  await navigator.locks?.request(LOCK, { mode: "shared" }, () => undefined)
}
