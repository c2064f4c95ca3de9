import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { nominationReminders } from "#db/schema/index.ts"
import { enqueue } from "#jobs/commands.ts"
import { ok, type Result } from "#lib/result.ts"
import { type ReminderMail, reminderMail } from "./jobs.ts"
import { type Due, debtors, nominationsDue } from "./queries.ts"

/** Who signs a reminder, and where its reader goes on. */
export type Sender = Pick<ReminderMail, "issuer" | "link">

/** Tells by mail whoever owes papers or a signature that is due, once for each deadline. Gives how many mails. */
export async function remindDue(scope: Scope, sender: Sender): Promise<number> {
  const due = await nominationsDue(scope)
  if (due.length === 0) return 0
  let mails = 0
  for (const { accountId, emailSealed, owed } of await debtors(scope, due)) {
    if (owed.length === 0) continue
    const told = await tell(scope, accountId, emailSealed, owed, sender)
    if (told.ok && told.value > 0) mails++
  }
  return mails
}

/** One mail for all of which an account has not been told yet; two servers that come at once tell it once. */
const tell = (scope: Scope, accountId: number, emailSealed: string, owed: readonly Due[], sender: Sender) =>
  transact(scope, async (inner): Promise<Result<number>> => {
    const { db, keys, now } = inner
    const fresh = await db
      .insert(nominationReminders)
      .values(owed.map(({ id, dueAt }) => ({ nominationId: id, accountId, dueAt, remindedAt: now })))
      .onConflictDoNothing()
      .returning()
    const [first] = fresh.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    if (!first) return ok(0)
    const until = first.dueAt.toISOString()
    const to = keys.open("email", emailSealed)
    await enqueue(inner, reminderMail, {
      to,
      lang: "zh-CN",
      count: fresh.length,
      until,
      ...sender,
    } satisfies ReminderMail)
    for (const { nominationId: id } of fresh)
      await record(inner, "nomination.remind", { kind: "nomination", id }, { account: accountId })
    return ok(fresh.length)
  })
