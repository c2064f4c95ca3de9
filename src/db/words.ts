/** Closed vocabularies of the database; the interface names each as `<area>.words.<list>.<word>`. */
export const unitKinds = ["federation", "industry_union", "enterprise", "institution", "organ", "team"] as const
export type UnitKind = (typeof unitKinds)[number]

export const unitLevels = ["national", "provincial", "municipal", "district", "unit"] as const
export type UnitLevel = (typeof unitLevels)[number]

export const ownerships = ["state", "collective", "private", "foreign", "public_institution", "organ", "other"] as const
export type Ownership = (typeof ownerships)[number]

export const sexes = ["male", "female"] as const
export type Sex = (typeof sexes)[number]

/** The eight skill levels of 2022, lowest first (人社部发〔2022〕14号). */
export const skillLevels = [
  "apprentice",
  "junior",
  "intermediate",
  "senior",
  "technician",
  "senior_technician",
  "special_technician",
  "chief_technician",
] as const
export type SkillLevel = (typeof skillLevels)[number]

export const identityClasses = [
  "industrial_worker",
  "other_front_line",
  "science_education",
  "technical",
  "enterprise_head",
  "cadre",
  "farmer",
] as const
export type IdentityClass = (typeof identityClasses)[number]

export const entrantGroups = ["worker", "student", "open"] as const
export type EntrantGroup = (typeof entrantGroups)[number]

export const eventStates = ["draft", "registration", "drawn", "judging", "signed", "decoded", "published"] as const
export type EventState = (typeof eventStates)[number]

export const contestStates = ["draft", "announced", "closed"] as const
export type ContestState = (typeof contestStates)[number]

export const registrationStates = ["submitted", "approved", "rejected", "withdrawn"] as const
export type RegistrationState = (typeof registrationStates)[number]

/** How an entry stands in the ranking, as the contest bundle names it. */
export const entryStatuses = ["competed", "guest", "absent", "withdrawn", "disqualified"] as const
export type EntryStatus = (typeof entryStatuses)[number]

export const honourLevels = unitLevels
export const recipientKinds = ["person", "unit", "team"] as const
export type RecipientKind = (typeof recipientKinds)[number]

export const registerSources = ["contest", "decision", "import"] as const
export type RegisterSource = (typeof registerSources)[number]
