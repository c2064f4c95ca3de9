/** What the desk knows of a tablet: one that holds its seat, or one before it that still had something. */
export type DeskDevice = {
  readonly seenAt: Date
  readonly endedAt: Date | null
  readonly report: { readonly unsent: number; readonly battery?: number; readonly skewMs?: number } | null
}

type Watched = { readonly signedAt: Date | null; readonly device: DeskDevice | undefined }

/** Why somebody has to go to a tablet; `minutes` and `count` are what its sentence needs. */
export type Need = {
  readonly code: "no_device" | "left_behind" | "away_unsent" | "away" | "behind" | "clock" | "battery"
  readonly minutes?: number
  readonly count?: number
}

const minute = 60_000

/** A tablet with nothing to do is heard of every 40 s at the latest: in contact, late, or out of contact. */
export function presenceOf(seenAt: Date, now: Date): "here" | "late" | "away" {
  const quiet = now.getTime() - seenAt.getTime()
  return quiet <= minute ? "here" : quiet <= 3 * minute ? "late" : "away"
}

/** From so many unsent operations on a tablet in contact is not keeping up. */
const BEHIND = 20
/** Minutes that a clock may be off before the times it notes mislead, and percent that a charge may fall to. */
const CLOCK = 2
const BATTERY = 15

/** The gravest thing about a tablet that needs a hand; nothing where all is well, or its judge has finished. */
export function needOf({ signedAt, device }: Watched, now: Date): Need | undefined {
  if (!device) return signedAt ? undefined : { code: "no_device" }
  const { seenAt, endedAt, report } = device
  const count = report?.unsent ?? 0
  if (endedAt) return count > 0 ? { code: "left_behind", count } : undefined
  const minutes = Math.floor((now.getTime() - seenAt.getTime()) / minute)
  const away = report !== null && presenceOf(seenAt, now) === "away"
  if (away && count > 0) return { code: "away_unsent", minutes, count }
  if (away && !signedAt) return { code: "away", minutes }
  return signedAt && count === 0 ? undefined : smallerNeed(report, count)
}

function smallerNeed(report: DeskDevice["report"], count: number): Need | undefined {
  const off = Math.floor(Math.abs(report?.skewMs ?? 0) / minute)
  if (count >= BEHIND) return { code: "behind", count }
  if (report?.battery !== undefined && report.battery <= BATTERY) return { code: "battery", count: report.battery }
  return off >= CLOCK ? { code: "clock", minutes: off } : undefined
}
