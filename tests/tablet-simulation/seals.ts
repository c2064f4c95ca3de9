import { eq } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { type markOperations, seats } from "#db/schema/index.ts"

/** When a seat's sheet was sealed and opened again, by the server's clock. */
export type Seal = { readonly seatId: number; readonly from: Date; to: Date | undefined }

export const openSeal = (seals: readonly Seal[], seatId: number): Seal | undefined =>
  seals.find((one) => one.seatId === seatId && one.to === undefined)

/** Notes the seals that are there now; one that is gone without having been opened is broken. */
export async function sealsOf(db: Db, eventId: number, seals: Seal[], broken: string[]): Promise<void> {
  const rows = await db.select({ id: seats.id, signedAt: seats.signedAt }).from(seats).where(eq(seats.eventId, eventId))
  for (const { id, signedAt } of rows) {
    const open = openSeal(seals, id)
    if (signedAt && !open) seals.push({ seatId: id, from: signedAt, to: undefined })
    if (!open || signedAt?.getTime() === open.from.getTime()) continue
    broken.push(`the seal of seat ${id} went from ${open.from.toISOString()} to ${signedAt?.toISOString()} by itself`)
    open.to = open.from
  }
}

type Row = typeof markOperations.$inferSelect

/** A sealed sheet takes no mark until it is opened again. */
export const sealViolations = (rows: readonly Row[], seals: readonly Seal[]): string[] =>
  rows
    .filter(({ outcome, kind }) => outcome === "saved" && kind !== "sign")
    .flatMap(({ id, seatId, at }) =>
      seals.some((seal) => seal.seatId === seatId && at > seal.from && (seal.to === undefined || at < seal.to))
        ? [`${id} was saved on a sealed sheet`]
        : [],
    )
