/** Whether a deadline has passed: the last second before it is still in time, the instant itself no more. */
export const isLate = (dueAt: Date | null, now: Date): boolean => dueAt !== null && dueAt <= now
