import { dayOf, minuteOf, secondOf } from "#lib/dates.ts"

/** How views write values: dates as `2026-05-01`, times in 24 hours, thousands apart, `--` for nothing. */
export const formats = {
  day: (value: Date | string | null | undefined) => (value ? (typeof value === "string" ? value : dayOf(value)) : "--"),
  minute: (value: Date | null | undefined) => (value ? minuteOf(value) : "--"),
  second: (value: Date | null | undefined) => (value ? secondOf(value) : "--"),
  count: (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ","),
  or: (value: string | number | null | undefined) =>
    value === null || value === undefined || value === "" ? "--" : value,
} as const
