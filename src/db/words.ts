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

/** What a term of the search finds: a recipient, a unit as an entry names it, or what an honour was for. */
export const searchKinds = ["name", "unit", "for"] as const
export type SearchKind = (typeof searchKinds)[number]

export const registerSources = ["contest", "decision", "import"] as const
export type RegisterSource = (typeof registerSources)[number]

/** How an honour ends: revoked (撤销), or a plaque removed by order, by rule or by itself (责令、自动、自然摘牌). */
export const endingKinds = ["revocation", "ordered_removal", "automatic_removal", "natural_removal"] as const
export type EndingKind = (typeof endingKinds)[number]

export const revocationGrounds = [
  "criminal_punishment",
  "expulsion",
  "moral_corruption",
  "untrue_deeds",
  "breach_of_procedure",
  "standard_lost",
  "unit_gone",
  "other",
] as const
export type RevocationGround = (typeof revocationGrounds)[number]

export const revocationStates = ["opened", "advised", "decided", "dismissed", "withdrawn", "restored"] as const
export type RevocationState = (typeof revocationStates)[number]

/** What is taken back: 奖章, 证书, 奖金, 奖牌. */
export const tokenKinds = ["medal", "certificate", "bonus", "plaque"] as const
export type TokenKind = (typeof tokenKinds)[number]

/** An honour that is held for a time: in force, or its plaque removed. */
export const termStates = ["held", "ended"] as const
export type TermState = (typeof termStates)[number]

/** What decisions do with such an honour: 设定任期, 复核, 升星, 降星, 摘牌, 恢复. */
export const termActKinds = ["begin", "reconfirm", "upgrade", "downgrade", "remove", "restore"] as const
export type TermActKind = (typeof termActKinds)[number]

/** Being prepared for a title, found fit for it, or not. */
export const cultivationStates = ["cultivating", "passed", "failed"] as const
export type CultivationState = (typeof cultivationStates)[number]

export const historyStates = ["draft", "imported", "discarded"] as const
export type HistoryState = (typeof historyStates)[number]

export const historyRowStates = ["open", "ready", "duplicate", "left_out", "imported"] as const
export type HistoryRowState = (typeof historyRowStates)[number]

/** Which unit a row means: none was written, found by its name, to be decided, chosen, or left as it is written. */
export const historyUnitChoices = ["none", "found", "open", "chosen", "text"] as const
export type HistoryUnitChoice = (typeof historyUnitChoices)[number]

/** Whose file it is: nobody's is known, to be decided, chosen, or none of those that it may be. */
export const historyPersonChoices = ["none", "open", "chosen", "apart"] as const
export type HistoryPersonChoice = (typeof historyPersonChoices)[number]

/** What can be brought into the directory by a file. */
export const importKinds = ["units", "people", "duties"] as const
export type ImportKind = (typeof importKinds)[number]

/** 常规, 单列, 即时, 专项: only the regular batch is measured by ratios. */
export const batchKinds = ["regular", "ring_fenced", "immediate", "special"] as const
export type BatchKind = (typeof batchKinds)[number]

export const programmeStates = ["draft", "open", "reviewing", "decided", "archived"] as const
export type ProgrammeState = (typeof programmeStates)[number]

/** Which seats a nomination takes: within the ratios, outside them, or none since it is one more than will be chosen. */
export const nominationSeats = ["regular", "ring_fenced"] as const
export type NominationSeat = (typeof nominationSeats)[number]

/** `lost`: taken out for fraud or a breach of procedure, whose seat nobody else gets; `passed`: not chosen. */
export const nominationStates = ["draft", "underway", "withdrawn", "rejected", "passed", "lost", "honoured"] as const
export type NominationState = (typeof nominationStates)[number]

/** To what a nominee consents, each by itself: 公示, 光荣榜, 照片, 事迹. */
export const consentScopes = ["notice", "board", "photo", "deeds"] as const
export type ConsentScope = (typeof consentScopes)[number]

/** 同意, 不同意, 有情况说明. */
export const signatureVerdicts = ["agree", "disagree", "explain"] as const
export type SignatureVerdict = (typeof signatureVerdicts)[number]

/** The closed set of steps that a route is made of. */
export const stepKinds = [
  "recommendation",
  "unit_notice",
  "opinions",
  "tier_review",
  "public_notice",
  "committee",
  "decision",
  "document",
] as const
export type StepKind = (typeof stepKinds)[number]

/** Whose signatures a step needs: that of one, of all at once, of any, or of all one after another. */
export const signingModes = ["one", "all", "any", "in_turn"] as const
export type SigningMode = (typeof signingModes)[number]

/** Who acts in a step: the nominee's unit, the recommending unit, the honours office, asked departments, a committee. */
export const stepParties = ["unit", "recommender", "office", "departments", "committee"] as const
export type StepParty = (typeof stepParties)[number]

/** What may be attached to anything: pictures, PDF, and documents of Word without macros. */
export const fileKinds = ["png", "jpeg", "webp", "pdf", "docx"] as const
export type FileKind = (typeof fileKinds)[number]
/** Members are seated; scores or ballots are taken; all is counted; the list is chosen; the chair has signed. */
export const committeeStates = ["seated", "session", "counted", "selected", "signed"] as const
export type CommitteeState = (typeof committeeStates)[number]

/** Why a member is out of the room: the nominee himself, the same employer, or what he has declared. */
export const recusalKinds = ["self", "same_unit", "declared"] as const
export type RecusalKind = (typeof recusalKinds)[number]

export const votes = ["for", "against", "abstain"] as const
export type Vote = (typeof votes)[number]

export const noticeStates = ["draft", "open", "closed", "withdrawn"] as const
export type NoticeState = (typeof noticeStates)[number]

/** By surname strokes, or as it was given in. */
export const listOrders = ["stroke", "given"] as const
export type ListOrder = (typeof listOrders)[number]

/** What an upheld objection does to a list: the one line is struck out, or the whole notice begins anew. */
export const upheldEffects = ["strike", "restart"] as const
export type UpheldEffect = (typeof upheldEffects)[number]

/** Why a line was struck out: an objection was upheld, the nominee withdrew, or left the selection in another way. */
export const strikeCauses = ["objection", "withdrawal", "left"] as const
export type StrikeCause = (typeof strikeCauses)[number]

/** How an objection came: on the page, or by 来信, 来访, 来电 to the office. */
export const objectionChannels = ["online", "letter", "visit", "call"] as const
export type ObjectionChannel = (typeof objectionChannels)[number]

export const objectionStates = ["received", "investigating", "upheld", "dismissed"] as const
export type ObjectionState = (typeof objectionStates)[number]

export const objectionStepKinds = ["received", "assigned", "found", "concluded"] as const
export type ObjectionStepKind = (typeof objectionStepKinds)[number]
