import { foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core"
import { createdAt, id, instant } from "../columns.ts"
import { accounts } from "./accounts.ts"
import { people } from "./people.ts"

/** An account that somebody was offered and has not taken yet. Of its code only a hash is kept; taking it deletes it. */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    personId: integer("person_id").notNull(),
    username: text("username").notNull(),
    codeHash: text("code_hash").notNull(),
    expiresAt: instant("expires_at").notNull(),
    invitedBy: integer("invited_by"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "invitations_person_fk", columns: [t.personId], foreignColumns: [people.id] }),
    foreignKey({ name: "invitations_invited_by_fk", columns: [t.invitedBy], foreignColumns: [accounts.id] }),
    unique("invitations_person_unique").on(t.personId),
    unique("invitations_username_unique").on(t.username),
    unique("invitations_code_hash_unique").on(t.codeHash),
  ],
)
