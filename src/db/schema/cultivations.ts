import { foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, version } from "../columns.ts"
import type { CultivationState } from "../words.ts"
import { accounts } from "./accounts.ts"
import { decisions } from "./decisions.ts"
import { nominations } from "./nominations.ts"

/** A nominee whom a first decision lists for cultivation (培育对象), before a second one names whoever passed. */
export const cultivations = pgTable(
  "cultivations",
  {
    id: id(),
    nominationId: integer("nomination_id").notNull(),
    /** The first decision. */
    decisionId: integer("decision_id").notNull(),
    endsOn: text("ends_on").notNull(),
    state: text("state").$type<CultivationState>().notNull().default("cultivating"),
    /** What the assessment found, and when; empty before it. */
    assessment: text("assessment").notNull().default(""),
    assessedOn: text("assessed_on").notNull().default(""),
    assessedBy: integer("assessed_by"),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "cultivations_nomination_fk", columns: [t.nominationId], foreignColumns: [nominations.id] }),
    foreignKey({ name: "cultivations_decision_fk", columns: [t.decisionId], foreignColumns: [decisions.id] }),
    foreignKey({ name: "cultivations_account_fk", columns: [t.assessedBy], foreignColumns: [accounts.id] }),
    unique("cultivations_nomination_unique").on(t.nominationId),
    index("cultivations_decision_index").on(t.decisionId),
  ],
)
