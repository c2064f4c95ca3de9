import type { Scope } from "#db/db.ts"
import { noticesOf, outcomeOf } from "#notices/issuing/queries.ts"
import type { Naming, Nominee } from "../queries.ts"

export const subjectOf = (programmeId: number) => ({ kind: "programme", id: String(programmeId) })

/** A step has a notice for those who reach it together, and another for those who come later. */
const isOf = (stepKey: string, noticeStep: string) => noticeStep === stepKey || noticeStep.startsWith(`${stepKey}#`)

/** The notices of each step that one closes: what has become of everybody in them, and who is in none yet. */
export async function noticesAt(scope: Scope, { programme, notices }: Naming) {
  const all = (await noticesOf(scope, subjectOf(programme.id))).filter(({ state }) => state !== "withdrawn")
  const outcomes = new Map(await Promise.all(all.map(async ({ id }) => [id, await outcomeOf(scope, id)] as const)))
  return notices.map(({ step, nominees }) => {
    const own = all.filter((one) => isOf(step.key, one.step))
    const inSome = (id: number) => own.some((one) => outcomes.get(one.id)?.has(String(id)))
    const stands = (one: Nominee, notice: number) => outcomes.get(notice)?.get(String(one.nomination.id))
    return {
      step,
      next: own.length === 0 ? step.key : `${step.key}#${own.length + 1}`,
      fresh: nominees.filter(({ nomination }) => !inSome(nomination.id)),
      notices: own.map((notice) => ({
        notice,
        nominees: nominees.flatMap((one) => {
          const outcome = stands(one, notice.id)
          return outcome ? [{ nominee: one, outcome }] : []
        }),
      })),
    }
  })
}

export type NoticeStep = Awaited<ReturnType<typeof noticesAt>>[number]
