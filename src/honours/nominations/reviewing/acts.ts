/** What may be done with several nominations at once. */
export const reviewActs = ["pass", "return", "reject"] as const
export type ReviewAct = (typeof reviewActs)[number]
