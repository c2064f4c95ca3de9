import { index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core"
import { id, instant } from "../columns.ts"

/** Who did what to what, when: written in the transaction of the change itself, never updated (a trigger refuses). */
export const auditEntries = pgTable(
  "audit_entries",
  {
    /** Orders the list of a page; it rises within a chain, and is no evidence of anything else. */
    id: id(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: integer("actor_id"),
    action: text("action").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: integer("subject_id").notNull(),
    facts: jsonb("facts").$type<Record<string, unknown>>().notNull(),
    requestId: text("request_id"),
    /** See audit/chains.ts; empty for entries from before there were chains. */
    chain: text("chain").notNull(),
    /** Counts from 1 in its chain without a gap. */
    sequence: integer("sequence").notNull(),
    /** MAC of the entry before it in the chain; empty for the first. */
    previous: text("previous").notNull(),
    mac: text("mac").notNull(),
    keyId: text("key_id").notNull(),
  },
  (t) => [
    index("audit_entries_subject_index").on(t.subjectKind, t.subjectId, t.id),
    index("audit_entries_at_index").on(t.at, t.id),
    unique("audit_entries_chain_unique").on(t.chain, t.sequence),
  ],
)

/** The last entry of each chain: whoever adds to a chain locks its row, and so takes turns. */
export const auditHeads = pgTable("audit_heads", {
  chain: text("chain").primaryKey(),
  count: integer("count").notNull(),
  mac: text("mac").notNull(),
})

/** Where retention has cut a chain off: the last entry that went, under a MAC of its own. */
export const auditCuts = pgTable("audit_cuts", {
  chain: text("chain").primaryKey(),
  sequence: integer("sequence").notNull(),
  mac: text("mac").notNull(),
  at: instant("at").notNull(),
  keyId: text("key_id").notNull(),
  proof: text("proof").notNull(),
})

/** What every chain had come to at some time, as one root; each names the root before it. */
export const auditCheckpoints = pgTable("audit_checkpoints", {
  number: integer("number").primaryKey(),
  at: instant("at").notNull(),
  /** Entries in all chains up to here, those that retention removed included. */
  entries: integer("entries").notNull(),
  previous: text("previous").notNull(),
  keyId: text("key_id").notNull(),
  root: text("root").notNull(),
})

/** The chains that had grown since the checkpoint before. */
export const auditCheckpointHeads = pgTable(
  "audit_checkpoint_heads",
  {
    number: integer("number").notNull(),
    chain: text("chain").notNull(),
    count: integer("count").notNull(),
    mac: text("mac").notNull(),
  },
  (t) => [
    primaryKey({ name: "audit_checkpoint_heads_pkey", columns: [t.number, t.chain] }),
    unique("audit_checkpoint_heads_count_unique").on(t.chain, t.count),
  ],
)
