import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import type { Scope } from "#db/db.ts"
import { reseal } from "#db/reseal.ts"
import { opinionLetters } from "#db/schema/index.ts"

const { id, emailSealed } = opinionLetters

/** Seals the addresses of letters anew that are not under the current key; gives how many it changed. */
export const resealLetters = (scope: Scope): Promise<number> =>
  reseal(scope, {
    id,
    column: emailSealed,
    fresh: (keys, sealed) => keys.seal("email", keys.open("email", sealed)),
    save: ({ db }, row, fresh) =>
      db
        .update(opinionLetters)
        .set({ emailSealed: fresh })
        .where(and(eq(id, row.id), eq(emailSealed, row.sealed)))
        .returning({ id }),
    note: (inner, count) => record(inner, "opinion.reseal", { kind: "key", id: 0 }, { key: inner.keys.current, count }),
  })
