import { foreignKey, integer, pgTable, unique } from "drizzle-orm/pg-core"
import { createdAt, id } from "../columns.ts"
import { decisions } from "./decisions.ts"
import { files } from "./files.ts"
import { revocations } from "./revocations.ts"

/** A paper of the register: the signed copy of a decision, or what a revocation rests on; it belongs to one of both. */
export const registerFiles = pgTable(
  "register_files",
  {
    id: id(),
    fileId: integer("file_id").notNull(),
    decisionId: integer("decision_id"),
    revocationId: integer("revocation_id"),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "register_files_file_fk", columns: [t.fileId], foreignColumns: [files.id] }),
    foreignKey({ name: "register_files_decision_fk", columns: [t.decisionId], foreignColumns: [decisions.id] }),
    foreignKey({ name: "register_files_revocation_fk", columns: [t.revocationId], foreignColumns: [revocations.id] }),
    unique("register_files_file_unique").on(t.fileId),
  ],
)
