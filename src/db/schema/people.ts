import { type AnyPgColumn, boolean, date, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, version } from "../columns.ts"
import type { EthnicGroup, IdentityClass, IdentityKind, Sex, SkillLevel } from "../words.ts"
import { units } from "./units.ts"

export const people = pgTable(
  "people",
  {
    id: id(),
    unitId: integer("unit_id").notNull(),
    name: text("name").notNull(),
    sex: text("sex").$type<Sex>().notNull(),
    birthDate: date("birth_date", { mode: "string" }).notNull(),
    post: text("post").notNull(),
    identityClass: text("identity_class").$type<IdentityClass>().notNull(),
    skillLevel: text("skill_level").$type<SkillLevel>(),
    isStudent: boolean("is_student").notNull().default(false),
    isMigrantWorker: boolean("is_migrant_worker").notNull().default(false),
    /** Couriers, drivers and others of the platforms (新就业形态劳动者). */
    isNewForm: boolean("is_new_form").notNull().default(false),
    ethnicGroup: text("ethnic_group").$type<EthnicGroup>(),
    identityKind: text("identity_kind").$type<IdentityKind>(),
    /** Sealed by the keyring, and found by a keyed hash: see directory/people/sealing.ts. */
    identitySealed: text("identity_sealed"),
    identityHash: text("identity_hash"),
    phoneSealed: text("phone_sealed"),
    phoneHash: text("phone_hash"),
    /** Where an invitation was sent to last; sealed, and never searched by. */
    emailSealed: text("email_sealed"),
    /** Stands for a code in a rehearsal: nobody real, and nobody's double. */
    isPlaceholder: boolean("is_placeholder").notNull().default(false),
    /** The file that this one was found to be a double of: all that pointed here points there. */
    mergedIntoId: integer("merged_into_id"),
    searchKey: text("search_key").notNull(),
    sortPinyin: text("sort_pinyin").notNull(),
    /** See lib/strokes.ts; empty in rows of an older version until the next start fills it in. */
    sortStroke: text("sort_stroke").notNull().default(""),
    /** What stands in for the name in that order, where a character's strokes are not known. */
    sortKeyOverride: text("sort_key_override").notNull().default(""),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "people_unit_fk", columns: [t.unitId], foreignColumns: [units.id] }),
    foreignKey({ name: "people_merged_into_fk", columns: [t.mergedIntoId], foreignColumns: [t.id as AnyPgColumn] }),
    unique("people_identity_hash_unique").on(t.identityHash),
    index("people_unit_index").on(t.unitId, t.sortStroke),
    index("people_phone_hash_index").on(t.phoneHash),
    index("people_name_birth_index").on(t.name, t.birthDate),
    index("people_merged_into_index").on(t.mergedIntoId),
  ],
)
