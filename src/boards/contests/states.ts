/** Where a contest stands for the public, in the order in which it gets there. */
export const publicStates = ["announced", "under_way", "awaiting", "published", "closed"] as const
export type PublicState = (typeof publicStates)[number]
