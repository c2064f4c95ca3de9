import { foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id } from "../columns.ts"
import { accounts } from "./accounts.ts"
import { decisions } from "./decisions.ts"
import { programmes } from "./programmes.ts"

/** A rule that a decided list breaks, with who allowed it, why, and on which document: never changed. */
export const decisionExceptions = pgTable(
  "decision_exceptions",
  {
    id: id(),
    programmeId: integer("programme_id").notNull(),
    decisionId: integer("decision_id").notNull(),
    /** Key of a ratio, or `seats:` and the slug of an honour. */
    rule: text("rule").notNull(),
    needs: integer("needs").notNull(),
    has: integer("has").notNull(),
    reason: text("reason").notNull(),
    basis: text("basis").notNull(),
    createdBy: integer("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "decision_exceptions_programme_fk", columns: [t.programmeId], foreignColumns: [programmes.id] }),
    foreignKey({ name: "decision_exceptions_decision_fk", columns: [t.decisionId], foreignColumns: [decisions.id] }),
    foreignKey({ name: "decision_exceptions_account_fk", columns: [t.createdBy], foreignColumns: [accounts.id] }),
    unique("decision_exceptions_rule_unique").on(t.decisionId, t.rule),
  ],
)
