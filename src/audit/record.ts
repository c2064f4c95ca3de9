import type { Scope } from "#db/db.ts"
import { auditEntries } from "#db/schema/index.ts"

/** What an action was done to, such as `{ kind: "contest", id: 7 }`. */
export type Subject = { readonly kind: string; readonly id: number }

/** Writes who did what in the transaction of the change itself. Facts never hold personal data or secrets. */
export async function record(
  scope: Scope,
  action: string,
  subject: Subject,
  facts: Record<string, unknown> = {},
): Promise<void> {
  await scope.db.insert(auditEntries).values({
    at: scope.now,
    actorKind: scope.actor.kind,
    actorId: actorId(scope.actor),
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    facts,
    requestId: scope.requestId ?? null,
  })
}

function actorId(actor: Scope["actor"]): number | null {
  if (actor.kind === "account") return actor.accountId
  return actor.kind === "seat" ? actor.seatId : null
}
