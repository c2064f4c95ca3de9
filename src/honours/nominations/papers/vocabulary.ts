/** 政治面貌, as GB/T 4762 groups them on forms. */
export const politics = ["party_member", "probationary", "league_member", "democratic_party", "none"] as const

export const educations = [
  ...(["primary", "junior_secondary", "senior_secondary", "vocational", "college", "bachelor"] as const),
  ...(["master", "doctor"] as const),
] as const

/** Who decided to recommend (domain.md 1.6 step 2). */
export const meetings = ["workers_congress", "all_workers", "joint_session", "villagers", "residents"] as const

/** What each file among the papers proves. */
export const purposes = ["minutes", "notice_proof", "photo", "deeds", "honour_proof", "consent", "other"] as const
export type Purpose = (typeof purposes)[number]
