/** Where a list went on, as a sign that callers hand back unread: nothing where it is none of ours. */
export function afterIn(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return 0
  const id = /^a([1-9][0-9a-z]{0,8})$/.exec(cursor)?.[1]
  const after = id === undefined ? Number.NaN : Number.parseInt(id, 36)
  return Number.isSafeInteger(after) && after < 2 ** 31 ? after : undefined
}

const cursorOf = (id: number): string => `a${id.toString(36)}`

/** A stretch of a list that was read one line further than asked for, and where the next one begins. */
export function stretch<T extends { readonly id: number }>(rows: readonly T[], limit: number) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? cursorOf(last.id) : null }
}
