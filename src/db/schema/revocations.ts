import { sql } from "drizzle-orm"
import { boolean, foreignKey, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core"
import { createdAt, id, instant, version } from "../columns.ts"
import type { EndingKind, RevocationGround, RevocationState, SignatureVerdict, TokenKind } from "../words.ts"
import { accounts } from "./accounts.ts"
import { registerEntries } from "./register-entries.ts"
import { units } from "./units.ts"

/** The case of ending an honour: from the unit that recommended it, over the tier above, to the body that conferred it. */
export const revocations = pgTable(
  "revocations",
  {
    id: id(),
    entryId: integer("entry_id").notNull(),
    kind: text("kind").$type<EndingKind>().notNull(),
    ground: text("ground").$type<RevocationGround>().notNull(),
    statement: text("statement").notNull(),
    /** Who asks for it: the recommending unit, or the unit in whose name the honour was conferred. */
    openedByUnitId: integer("opened_by_unit_id"),
    openedBy: integer("opened_by"),
    state: text("state").$type<RevocationState>().notNull().default("opened"),
    opinionVerdict: text("opinion_verdict").$type<SignatureVerdict>(),
    opinion: text("opinion").notNull().default(""),
    opinionBy: integer("opinion_by"),
    opinionAt: instant("opinion_at"),
    /** The decision that ends the honour, or why the case was dismissed or withdrawn. */
    documentNumber: text("document_number").notNull().default(""),
    decidedOn: text("decided_on").notNull().default(""),
    isPublic: boolean("is_public").notNull().default(false),
    closingReason: text("closing_reason").notNull().default(""),
    closedBy: integer("closed_by"),
    closedAt: instant("closed_at"),
    restoringNumber: text("restoring_number").notNull().default(""),
    restoredOn: text("restored_on").notNull().default(""),
    restoringReason: text("restoring_reason").notNull().default(""),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({ name: "revocations_entry_fk", columns: [t.entryId], foreignColumns: [registerEntries.id] }),
    foreignKey({ name: "revocations_unit_fk", columns: [t.openedByUnitId], foreignColumns: [units.id] }),
    foreignKey({ name: "revocations_opener_fk", columns: [t.openedBy], foreignColumns: [accounts.id] }),
    foreignKey({ name: "revocations_adviser_fk", columns: [t.opinionBy], foreignColumns: [accounts.id] }),
    foreignKey({ name: "revocations_closer_fk", columns: [t.closedBy], foreignColumns: [accounts.id] }),
    /** One case at a time. */
    uniqueIndex("revocations_open_unique").on(t.entryId).where(sql`${t.state} in ('opened', 'advised', 'decided')`),
    index("revocations_state_index").on(t.state, t.id),
  ],
)

/** What the holder gave back, or why not. */
export const revocationTokens = pgTable(
  "revocation_tokens",
  {
    id: id(),
    revocationId: integer("revocation_id").notNull(),
    token: text("token").$type<TokenKind>().notNull(),
    /** The day it was given back; empty where it was not. */
    recoveredOn: text("recovered_on").notNull(),
    /** Why it was not. */
    reason: text("reason").notNull(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    foreignKey({
      name: "revocation_tokens_revocation_fk",
      columns: [t.revocationId],
      foreignColumns: [revocations.id],
    }),
    unique("revocation_tokens_token_unique").on(t.revocationId, t.token),
  ],
)
