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

/** Papers that say who somebody is: 居民身份证, 港澳台居民居住证, 外国人永久居留身份证, 护照, 其他. */
export const identityKinds = ["resident_id", "residence_permit", "permanent_residence", "passport", "other"] as const
export type IdentityKind = (typeof identityKinds)[number]

/** The 56 peoples by their letters in GB/T 3304, in its order. */
export const ethnicGroups = [
  ...(["HA", "MG", "HU", "ZA", "UG", "MH", "YI", "ZH", "BY", "CS", "MA", "DO", "YA", "BA"] as const),
  ...(["TJ", "HN", "KZ", "DA", "LI", "LS", "VA", "SH", "GS", "LH", "SU", "DX", "NX", "JP"] as const),
  ...(["KG", "TU", "DU", "ML", "QI", "BL", "SL", "MN", "GL", "XB", "AC", "PM", "TA", "NU"] as const),
  ...(["UZ", "RS", "EW", "DE", "BO", "YG", "GI", "TT", "DR", "OR", "HZ", "MB", "LB", "JN"] as const),
] as const
export type EthnicGroup = (typeof ethnicGroups)[number]

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

/** What can be brought into the directory by a file. */
export const importKinds = ["units", "people", "duties"] as const
export type ImportKind = (typeof importKinds)[number]
