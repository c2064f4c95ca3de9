const day = 86_400_000

/**
 * In milliseconds: two days before a deadline whoever still owes something is told; what has been late for a week was
 * told of while it was due, and is taken up on screen.
 */
export const window = { before: 2 * day, after: 7 * day } as const

/** Whether people are told of a deadline at a moment. */
export const isTold = (dueAt: Date | null, now: Date): dueAt is Date => {
  if (dueAt === null) return false
  const left = dueAt.getTime() - now.getTime()
  return -window.after < left && left <= window.before
}
