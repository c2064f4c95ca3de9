import { boolean, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { CommitteeState, RecusalKind, Vote } from "../words.ts"
import { accounts } from "./accounts.ts"
import { nominations } from "./nominations.ts"
import { people } from "./people.ts"
import { programmeDefinitions, programmes } from "./programmes.ts"

/** Those who score or vote on the nominees that stand at a committee step: one session of theirs. */
export const committees = pgTable(
  "committees",
  {
    id: id(),
    programmeId: integer("programme_id").notNull(),
    stepKey: text("step_key").notNull(),
    /** The rules under which it sits: those that stood when the session was opened. */
    definitionId: integer("definition_id").notNull(),
    /** A step has another session for those who reach it later. */
    session: integer("session").notNull(),
    name: text("name").notNull(),
    state: text("state").$type<CommitteeState>().notNull().default("seated"),
    /** Members who read each dossier; empty where all read all. */
    readers: integer("readers"),
    openedAt: instant("opened_at"),
    closedAt: instant("closed_at"),
    /** Why the list departs from the order of the result; empty where it follows it. */
    departure: text("departure").notNull().default(""),
    /** What was said and decided, as the chair signs it. */
    minutes: text("minutes").notNull().default(""),
    signedAt: instant("signed_at"),
    createdBy: integer("created_by"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "committees_programme_fk", columns: [t.programmeId], foreignColumns: [programmes.id] }),
    foreignKey({
      name: "committees_definition_fk",
      columns: [t.definitionId],
      foreignColumns: [programmeDefinitions.id],
    }),
    foreignKey({ name: "committees_account_fk", columns: [t.createdBy], foreignColumns: [accounts.id] }),
    unique("committees_session_unique").on(t.programmeId, t.stepKey, t.session),
  ],
)

/** Who sits on a committee: signs in with an account of his own, or on a tablet by the code of a card. */
export const committeeMembers = pgTable(
  "committee_members",
  {
    id: id(),
    committeeId: integer("committee_id").notNull(),
    personId: integer("person_id").notNull(),
    isChair: boolean("is_chair").notNull(),
    codeHash: text("code_hash"),
    codeUntil: instant("code_until"),
    /** The tablet that the code has opened last. */
    tokenHash: text("token_hash"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "committee_members_committee_fk", columns: [t.committeeId], foreignColumns: [committees.id] }),
    foreignKey({ name: "committee_members_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    unique("committee_members_person_unique").on(t.committeeId, t.personId),
    unique("committee_members_code_unique").on(t.codeHash),
    unique("committee_members_token_unique").on(t.tokenHash),
    index("committee_members_person_index").on(t.personId),
  ],
)

/** A nominee before a committee, known to its members by number and token alone. */
export const committeeCases = pgTable(
  "committee_cases",
  {
    id: id(),
    committeeId: integer("committee_id").notNull(),
    nominationId: integer("nomination_id").notNull(),
    /** Dealt out at random, so that no order of names or units shows. */
    number: integer("number").notNull(),
    token: text("token").notNull(),
    /** Further words that the blind copy leaves out. */
    hiddenWords: jsonb("hidden_words").$type<string[]>().notNull(),
    isChosen: boolean("is_chosen"),
  },
  (t) => [
    foreignKey({ name: "committee_cases_committee_fk", columns: [t.committeeId], foreignColumns: [committees.id] }),
    foreignKey({ name: "committee_cases_nomination_fk", columns: [t.nominationId], foreignColumns: [nominations.id] }),
    unique("committee_cases_nomination_unique").on(t.committeeId, t.nominationId),
    unique("committee_cases_number_unique").on(t.committeeId, t.number),
    unique("committee_cases_token_unique").on(t.token),
  ],
)

/** Which members read a dossier. */
export const committeeReadings = pgTable(
  "committee_readings",
  {
    id: id(),
    caseId: integer("case_id").notNull(),
    memberId: integer("member_id").notNull(),
  },
  (t) => [
    foreignKey({ name: "committee_readings_case_fk", columns: [t.caseId], foreignColumns: [committeeCases.id] }),
    foreignKey({ name: "committee_readings_member_fk", columns: [t.memberId], foreignColumns: [committeeMembers.id] }),
    unique("committee_readings_member_unique").on(t.caseId, t.memberId),
  ],
)

/** A member who is out of the room for a nominee. */
export const recusals = pgTable(
  "recusals",
  {
    id: id(),
    caseId: integer("case_id").notNull(),
    memberId: integer("member_id").notNull(),
    kind: text("kind").$type<RecusalKind>().notNull(),
    reason: text("reason").notNull().default(""),
    at: instant("at").notNull(),
  },
  (t) => [
    foreignKey({ name: "recusals_case_fk", columns: [t.caseId], foreignColumns: [committeeCases.id] }),
    foreignKey({ name: "recusals_member_fk", columns: [t.memberId], foreignColumns: [committeeMembers.id] }),
    unique("recusals_member_unique").on(t.caseId, t.memberId),
  ],
)

/** Scores: the highest number counts, and the ones before it stay readable. */
export const committeeScores = pgTable(
  "committee_scores",
  {
    id: id(),
    caseId: integer("case_id").notNull(),
    memberId: integer("member_id").notNull(),
    number: integer("number").notNull(),
    /** A decimal of 0 to 100. */
    score: text("score").notNull(),
    words: text("words").notNull().default(""),
    at: instant("at").notNull(),
  },
  (t) => [
    foreignKey({ name: "committee_scores_case_fk", columns: [t.caseId], foreignColumns: [committeeCases.id] }),
    foreignKey({ name: "committee_scores_member_fk", columns: [t.memberId], foreignColumns: [committeeMembers.id] }),
    unique("committee_scores_number_unique").on(t.caseId, t.memberId, t.number),
  ],
)

/** A secret ballot: the first is the committee's own, later ones are second votes among those tied at the line. */
export const ballots = pgTable(
  "ballots",
  {
    id: id(),
    committeeId: integer("committee_id").notNull(),
    number: integer("number").notNull(),
    /** Seats that a second vote is about. */
    seats: integer("seats"),
    openedAt: instant("opened_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    foreignKey({ name: "ballots_committee_fk", columns: [t.committeeId], foreignColumns: [committees.id] }),
    unique("ballots_number_unique").on(t.committeeId, t.number),
  ],
)

export const ballotCases = pgTable(
  "ballot_cases",
  {
    id: id(),
    ballotId: integer("ballot_id").notNull(),
    caseId: integer("case_id").notNull(),
  },
  (t) => [
    foreignKey({ name: "ballot_cases_ballot_fk", columns: [t.ballotId], foreignColumns: [ballots.id] }),
    foreignKey({ name: "ballot_cases_case_fk", columns: [t.caseId], foreignColumns: [committeeCases.id] }),
    unique("ballot_cases_case_unique").on(t.ballotId, t.caseId),
  ],
)

/** Who has voted. How is known to nobody: see the papers. */
export const ballotTurnouts = pgTable(
  "ballot_turnouts",
  {
    id: id(),
    ballotId: integer("ballot_id").notNull(),
    memberId: integer("member_id").notNull(),
  },
  (t) => [
    foreignKey({ name: "ballot_turnouts_ballot_fk", columns: [t.ballotId], foreignColumns: [ballots.id] }),
    foreignKey({ name: "ballot_turnouts_member_fk", columns: [t.memberId], foreignColumns: [committeeMembers.id] }),
    unique("ballot_turnouts_member_unique").on(t.ballotId, t.memberId),
  ],
)

/**
 * The papers of an urn, one for each nominee: without member, time or number, and without a trace of which were cast
 * together. Their ids are random, and closing the ballot writes them all anew, so that no order of rows shows either.
 */
export const ballotPapers = pgTable(
  "ballot_papers",
  {
    id: uuid("id").primaryKey(),
    ballotId: integer("ballot_id").notNull(),
    caseId: integer("case_id").notNull(),
    vote: text("vote").$type<Vote>().notNull(),
  },
  (t) => [
    foreignKey({ name: "ballot_papers_ballot_fk", columns: [t.ballotId], foreignColumns: [ballots.id] }),
    foreignKey({ name: "ballot_papers_case_fk", columns: [t.caseId], foreignColumns: [committeeCases.id] }),
    index("ballot_papers_ballot_index").on(t.ballotId),
  ],
)
