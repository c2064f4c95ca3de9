import { makeCheckpoint } from "#audit/checkpoints.ts"
import type { Scope } from "#db/db.ts"
import { madeWith, resealAll } from "./sealed.ts"

export type Needed = { readonly id: string; readonly sealed: number; readonly trail: number }
export type Rotated = { readonly current: string; readonly resealed: number; readonly old: readonly Needed[] }

/** Whether something is still sealed under another key than the current one: a rotation that was stopped halfway. */
export async function unfinished({ db, keys }: Scope): Promise<boolean> {
  return [...(await madeWith(db))].some(([id, { sealed }]) => id !== keys.current && sealed > 0)
}

/** Brings everything sealed under the current key, closes the old part of the trail, and says what old keys are left for. */
export async function rotate(scope: Scope): Promise<Rotated> {
  const resealed = await resealAll(scope)
  await makeCheckpoint(scope)
  const made = await madeWith(scope.db)
  const old = [...made].flatMap(([id, counts]) => (id === scope.keys.current || id === "" ? [] : [{ id, ...counts }]))
  return { current: scope.keys.current, resealed, old }
}
