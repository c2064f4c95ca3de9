import { isNotNull, isNull } from "drizzle-orm"
import { boolean, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { EndingKind, RegisterSource } from "../words.ts"
import { decisions } from "./decisions.ts"
import { nominations } from "./nominations.ts"
import { people } from "./people.ts"
import { honours } from "./register.ts"
import { placings } from "./results.ts"
import { units } from "./units.ts"

/** The register of honours: the one truth about who received what. Boards and certificates only arrange it. */
export const registerEntries = pgTable(
  "register_entries",
  {
    id: id(),
    honourId: integer("honour_id").notNull(),
    personId: integer("person_id"),
    /** Nothing where only a text of old papers says which unit it was; then `unitName` is that text, or empty. */
    unitId: integer("unit_id"),
    recipientName: text("recipient_name").notNull(),
    unitName: text("unit_name").notNull(),
    /** The grade inside the honour, such as a prize: 一等奖 / First prize. */
    gradeZh: text("grade_zh").notNull().default(""),
    gradeEn: text("grade_en").notNull().default(""),
    gradeRank: integer("grade_rank").notNull().default(0),
    /** For what: the event of a contest, or nothing. */
    forZh: text("for_zh").notNull().default(""),
    forEn: text("for_en").notNull().default(""),
    /** Nothing where it is not known; with `yearTo`, some year from the one to the other. */
    year: integer("year"),
    yearTo: integer("year_to"),
    /** Empty where the day is not known. */
    decidedOn: text("decided_on").notNull(),
    documentNumber: text("document_number").notNull(),
    /** The decision that names it; nothing for what was entered without a number. */
    decisionId: integer("decision_id"),
    source: text("source").$type<RegisterSource>().notNull(),
    placingId: integer("placing_id"),
    nominationId: integer("nomination_id"),
    certificateNumber: text("certificate_number"),
    /** 追授: conferred after death; who of the family received it is sealed and never public. */
    isPosthumous: boolean("is_posthumous").notNull().default(false),
    receiverSealed: text("receiver_sealed"),
    searchKey: text("search_key").notNull(),
    sortPinyin: text("sort_pinyin").notNull(),
    /** See lib/strokes.ts; empty in rows of an older version until the next start fills it in. */
    sortStroke: text("sort_stroke").notNull().default(""),
    /** What stands in for the name in that order, where a character's strokes are not known. */
    sortKeyOverride: text("sort_key_override").notNull().default(""),
    visibleFrom: instant("visible_from").notNull(),
    revokedAt: instant("revoked_at"),
    revocationReason: text("revocation_reason"),
    /** How it ended: revoked, or a plaque removed; the case stands in `revocations`. */
    ending: text("ending").$type<EndingKind>(),
    endedOn: text("ended_on"),
    endingNumber: text("ending_number"),
    /** Whether the public is told that it was revoked, when and by which decision; never why. */
    endingShown: boolean("ending_shown").notNull().default(false),
    /** When what the public had seen was last corrected; what it said before stands in `entry_versions`. */
    correctedAt: instant("corrected_at"),
    /** Where it stands on boards: its roll, and district and section of its unit. Kept by triggers (drizzle/README.md). */
    rollId: integer("roll_id").notNull().default(0),
    districtId: integer("district_id").notNull().default(0),
    section: text("section").notNull().default(""),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "register_entries_honour_fk", columns: [t.honourId], foreignColumns: [honours.id] }),
    foreignKey({ name: "register_entries_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    foreignKey({ name: "register_entries_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    foreignKey({ name: "register_entries_placing_fk", columns: [t.placingId], foreignColumns: [placings.id] }),
    foreignKey({ name: "register_entries_decision_fk", columns: [t.decisionId], foreignColumns: [decisions.id] }),
    foreignKey({ name: "register_entries_nomination_fk", columns: [t.nominationId], foreignColumns: [nominations.id] }),
    unique("register_entries_nomination_unique").on(t.nominationId),
    unique("register_entries_certificate_unique").on(t.certificateNumber),
    index("register_entries_visible_index").on(t.visibleFrom),
    index("register_entries_year_index").on(t.year, t.honourId),
    /** What a search finds, the newest first, with all that the gate asks: how many there are, the index says alone. */
    index("register_entries_name_index").on(
      t.recipientName,
      t.year.desc().nullsLast(),
      t.id,
      t.visibleFrom,
      t.revokedAt,
    ),
    index("register_entries_unit_index").on(t.unitId, t.year.desc().nullsLast(), t.id, t.visibleFrom, t.revokedAt),
    index("register_entries_unit_name_index").on(
      t.unitName,
      t.year.desc().nullsLast(),
      t.id,
      t.visibleFrom,
      t.revokedAt,
    ),
    index("register_entries_for_index").on(t.forZh, t.year.desc().nullsLast(), t.id, t.visibleFrom, t.revokedAt),
    index("register_entries_decision_index").on(t.decisionId),
    index("register_entries_person_index").on(t.personId),
    unique("register_entries_placing_unique").on(t.honourId, t.placingId),
    /** A roll in either order with all that a board's filter asks of a name, so that far pages read the index alone. */
    index("register_entries_stroke_index")
      .on(t.rollId, t.sortStroke, t.id, t.visibleFrom, t.districtId, t.section)
      .where(isNull(t.revokedAt)),
    index("register_entries_pinyin_index")
      .on(t.rollId, t.sortPinyin, t.id, t.visibleFrom, t.districtId, t.section)
      .where(isNull(t.revokedAt)),
    index("register_entries_ended_index").on(t.honourId).where(isNotNull(t.revokedAt)),
  ],
)
