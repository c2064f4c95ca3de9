import { sql } from "drizzle-orm"
import { bigint, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant } from "../columns.ts"
import { accounts } from "./accounts.ts"

/** The authenticator app of an account (RFC 6238); it counts once a first code was right. */
export const authenticators = pgTable(
  "authenticators",
  {
    accountId: integer("account_id").primaryKey(),
    /** Sealed for `second_factor`; the id of its key is part of it. */
    secret: text("secret").notNull(),
    confirmedAt: instant("confirmed_at"),
    /** The step of the last code that was used: neither it nor an earlier one is taken again. */
    lastStep: integer("last_step").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "authenticators_account_fk", columns: [t.accountId], foreignColumns: [accounts.id] }).onDelete(
      "cascade",
    ),
  ],
)

export const passkeys = pgTable(
  "passkeys",
  {
    id: id(),
    accountId: integer("account_id").notNull(),
    credentialId: text("credential_id").notNull(),
    publicKey: text("public_key").notNull(),
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull().default(sql`'{}'`),
    device: text("device").notNull(),
    usedAt: instant("used_at"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "passkeys_account_fk", columns: [t.accountId], foreignColumns: [accounts.id] }).onDelete(
      "cascade",
    ),
    unique("passkeys_credential_unique").on(t.credentialId),
    index("passkeys_account_index").on(t.accountId),
  ],
)

/** Codes for the day on which the telephone is lost, each good once; only hashes are kept. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    id: id(),
    accountId: integer("account_id").notNull(),
    hash: text("hash").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [
    foreignKey({ name: "recovery_codes_account_fk", columns: [t.accountId], foreignColumns: [accounts.id] }).onDelete(
      "cascade",
    ),
    unique("recovery_codes_code_unique").on(t.accountId, t.hash),
  ],
)
