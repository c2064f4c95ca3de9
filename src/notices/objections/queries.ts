import { and, asc, eq } from "drizzle-orm"
import type { Ability } from "#accounts/abilities.ts"
import { type FileRow, storedFiles } from "#attachments/queries.ts"
import type { Scope } from "#db/db.ts"
import { accounts, objectionFiles, objectionSteps, objections, people } from "#db/schema/index.ts"
import { findNotice, noticeById } from "../issuing/queries.ts"
import { codeHashOf, typedNumber } from "./receipt.ts"
import { openBody, openStatement } from "./statement.ts"

export type ObjectionRow = typeof objections.$inferSelect

/** An objection to a notice of the actor's reach; any other is not found. */
export async function findObjection(scope: Scope, noticeId: number, id: number, ability: Ability = "notices.keep") {
  const [objection] = await scope.db
    .select()
    .from(objections)
    .where(and(eq(objections.id, id), eq(objections.noticeId, noticeId)))
  const found = objection && (await findNotice(scope, noticeId, ability))
  return found && { ...found, objection }
}

/** What was objected, without by whom. */
export const textOf = ({ keys }: Scope, { statementSealed }: ObjectionRow): string =>
  openStatement(keys, statementSealed).text

export type StepLine = {
  readonly kind: (typeof objectionSteps.$inferSelect)["kind"]
  readonly at: Date
  readonly by: string | null
  readonly text: string
  readonly reply: string
}

/** What was done about an objection, in order, with who did it. */
export async function stepsOf({ db, keys }: Scope, objectionId: number): Promise<StepLine[]> {
  const rows = await db
    .select({ step: objectionSteps, by: people.name })
    .from(objectionSteps)
    .leftJoin(accounts, eq(accounts.id, objectionSteps.byAccountId))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(eq(objectionSteps.objectionId, objectionId))
    .orderBy(asc(objectionSteps.id))
  return rows.map(({ step: { kind, at, bodySealed }, by }) => {
    const { text, reply } = bodySealed ? openBody(keys, bodySealed) : { text: "", reply: "" }
    return { kind, at, by, text, reply }
  })
}

/** The files that came with an objection. */
export async function filesOf(scope: Scope, objectionId: number): Promise<FileRow[]> {
  const rows = await scope.db
    .select({ id: objectionFiles.fileId })
    .from(objectionFiles)
    .where(eq(objectionFiles.objectionId, objectionId))
  return storedFiles(
    scope,
    rows.map(({ id }) => id),
  )
}

/** The objection of a receipt, for whoever holds its number and its code. */
export async function byReceipt(scope: Scope, number: string, code: string) {
  const typed = typedNumber(number)
  if (!typed) return undefined
  const { noticeId, serial, codeHash } = { ...typed, codeHash: codeHashOf(code) }
  const [objection] = await scope.db
    .select()
    .from(objections)
    .where(and(eq(objections.noticeId, noticeId), eq(objections.serial, serial), eq(objections.codeHash, codeHash)))
  const notice = objection && (await noticeById(scope, noticeId))
  if (!objection || !notice) return undefined
  const steps = await stepsOf(scope, objection.id)
  return { ...notice, objection, reply: steps.find(({ kind }) => kind === "concluded")?.reply ?? "", steps }
}
