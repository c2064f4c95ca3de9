/** What is sealed and can be shown whole, each by itself and for a reason. */
export const revealedFields = ["identity_number", "phone"] as const
export type RevealedField = (typeof revealedFields)[number]
