import { foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { SignatureVerdict } from "../words.ts"
import { accounts } from "./accounts.ts"
import { nominations } from "./nominations.ts"
import { programmes } from "./programmes.ts"

/** What one department is asked in one letter: about all the nominees that waited for it on that day. */
export const opinionLetters = pgTable(
  "opinion_letters",
  {
    id: id(),
    programmeId: integer("programme_id").notNull(),
    /** A department of the programme's definition, with its name as it stood. */
    department: text("department").notNull(),
    titleZh: text("title_zh").notNull(),
    titleEn: text("title_en").notNull(),
    /** The code that opens the letter; only its hash is kept, and issuing another ends this one. */
    codeHash: text("code_hash").notNull(),
    /** Where it was sent to, if it was; sealed. */
    emailSealed: text("email_sealed"),
    askedBy: integer("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    dueAt: instant("due_at").notNull(),
    remindedAt: instant("reminded_at"),
    signedAt: instant("signed_at"),
    signerName: text("signer_name").notNull().default(""),
    signerPost: text("signer_post").notNull().default(""),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "opinion_letters_programme_fk", columns: [t.programmeId], foreignColumns: [programmes.id] }),
    foreignKey({ name: "opinion_letters_account_fk", columns: [t.askedBy], foreignColumns: [accounts.id] }),
    unique("opinion_letters_code_unique").on(t.codeHash),
    index("opinion_letters_programme_index").on(t.programmeId, t.department),
  ],
)

/** What a department says of one nominee, in one round of the nomination. */
export const opinions = pgTable(
  "opinions",
  {
    id: id(),
    letterId: integer("letter_id").notNull(),
    nominationId: integer("nomination_id").notNull(),
    department: text("department").notNull(),
    round: integer("round").notNull(),
    verdict: text("verdict").$type<SignatureVerdict>(),
    words: text("words").notNull().default(""),
    /** A ground of the veto list that the department names of the nominee's unit, and the day of that event. */
    ground: text("ground").notNull().default(""),
    eventDay: text("event_day").notNull().default(""),
    /** When it was given; it may be changed until the letter is signed. */
    givenAt: instant("given_at"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "opinions_letter_fk", columns: [t.letterId], foreignColumns: [opinionLetters.id] }),
    foreignKey({ name: "opinions_nomination_fk", columns: [t.nominationId], foreignColumns: [nominations.id] }),
    unique("opinions_asked_unique").on(t.nominationId, t.department, t.round),
    index("opinions_letter_index").on(t.letterId),
  ],
)
