import { plain } from "#lib/names.ts"

type Named = {
  readonly honourId: number
  readonly recipientName: string
  readonly unitName: string
  readonly personId?: number | null | undefined
  readonly gradeZh?: string | undefined
  readonly forZh?: string | undefined
}

/** What makes two lines of one decision the same: sent twice, they are entered once. */
export const entryKey = ({ honourId, recipientName, unitName, personId, gradeZh = "", forZh = "" }: Named): string =>
  [honourId, plain(recipientName), plain(unitName), personId ?? "", gradeZh, forZh].join("|")
