import { sql } from "drizzle-orm"
import { foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant } from "../columns.ts"
import { people } from "./people.ts"

export const accounts = pgTable(
  "accounts",
  {
    id: id(),
    personId: integer("person_id").notNull(),
    username: text("username").notNull(),
    passwordHash: text("password_hash").notNull(),
    passwordSetAt: instant("password_set_at").notNull(),
    /** Hashes of the passwords before, newest first, as many as the policy wants to know again. */
    pastHashes: text("past_hashes").array().notNull().default(sql`'{}'`),
    disabledAt: instant("disabled_at"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "accounts_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    unique("accounts_person_unique").on(t.personId),
    unique("accounts_username_unique").on(t.username),
  ],
)
