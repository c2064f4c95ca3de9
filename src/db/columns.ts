import { integer, timestamp } from "drizzle-orm/pg-core"

export const id = () => integer("id").primaryKey().generatedAlwaysAsIdentity()

/** Raised by one with every change; a form carries the one it saw, and a change made from an older one is refused. */
export const version = () => integer("version").notNull().default(1)

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" })

export const createdAt = () => instant("created_at").notNull()
