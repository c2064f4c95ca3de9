const size = 500

/** Goes once through the rows that `read` finds after an id, and saves what was worked out for each. */
export async function refill<Row extends { readonly id: number }>(
  read: (after: number, limit: number) => PromiseLike<Row[]>,
  save: (row: Row) => PromiseLike<unknown>,
): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await read(after, size)
    await Promise.all(rows.map(save))
    if (rows.length < size) return
    after = rows.at(-1)?.id ?? 0
  }
}
