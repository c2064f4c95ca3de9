import { honourLevels } from "#db/words.ts"

type Counted = {
  readonly honour: { readonly level: (typeof honourLevels)[number] }
  readonly count: number
}

/** Honours under their levels, highest level first, each with how many it has in all. */
export const byLevel = <T extends Counted>(rows: readonly T[]) =>
  honourLevels.flatMap((level) => {
    const list = rows.filter(({ honour }) => honour.level === level)
    return list.length > 0 ? [{ level, total: list.reduce((sum, one) => sum + one.count, 0), honours: list }] : []
  })
