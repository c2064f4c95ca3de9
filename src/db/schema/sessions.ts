import { foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant } from "../columns.ts"
import { accounts } from "./accounts.ts"

export type SessionStage = "second_factor" | "open"

/** Only the SHA-256 of a session's id is kept: whoever reads this table cannot sign in with it. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    hash: text("hash").notNull(),
    accountId: integer("account_id").notNull(),
    device: text("device").notNull(),
    /** `second_factor` while the password was right and the second step is still awaited. */
    stage: text("stage").$type<SessionStage>().notNull().default("open"),
    /** What a passkey has to sign in this session; used once, since every proof gives a new session. */
    challenge: text("challenge").notNull().default(""),
    /** When the person last proved who they are, with all that their account asks for. */
    provenAt: instant("proven_at").notNull(),
    usedAt: instant("used_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "sessions_account_fk", columns: [t.accountId], foreignColumns: [accounts.id] }).onDelete(
      "cascade",
    ),
    unique("sessions_hash_unique").on(t.hash),
    index("sessions_account_index").on(t.accountId),
  ],
)
