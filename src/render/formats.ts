import { dayOf, minuteOf, secondOf } from "#lib/dates.ts"

/** How views write values: dates as `2026-05-01`, times in 24 hours, thousands apart, `--` for nothing. */
export const formats = {
  day: (value: Date | string | null | undefined) => (value ? (typeof value === "string" ? value : dayOf(value)) : "--"),
  /** The last day that is still in time, where something is over from this instant on: midnight ends the day before. */
  lastDay: (value: Date | null | undefined) => (value ? dayOf(new Date(value.getTime() - 1)) : "--"),
  minute: (value: Date | null | undefined) => (value ? minuteOf(value) : "--"),
  second: (value: Date | null | undefined) => (value ? secondOf(value) : "--"),
  count: (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ","),
  /** Sizes of files: `640 KB`, `2.4 MB`. */
  bytes: (value: number) =>
    value < 2 ** 20 ? `${Math.max(1, Math.round(value / 1024))} KB` : `${(value / 2 ** 20).toFixed(1)} MB`,
  or: (value: string | number | null | undefined) =>
    value === null || value === undefined || value === "" ? "--" : value,
} as const
