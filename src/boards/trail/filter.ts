import { isDay } from "#lib/dates.ts"

/** Which entries of the trail are asked for; whatever cannot be read asks for nothing. */
export type TrailFilter = {
  readonly from: string
  readonly until: string
  /** `account:12`, or a kind of actor alone: `seat`, `system`, `public`. */
  readonly who: string
  readonly action: string
  readonly kind: string
  readonly id: string
  readonly request: string
}

export const filterNames = ["from", "until", "who", "action", "kind", "id", "request"] as const

/** The filter of an address or of a form. */
export function trailFilter(asked: Readonly<Record<string, unknown>>): TrailFilter {
  const text = (name: (typeof filterNames)[number], pattern: RegExp) => {
    const value = asked[name]
    const typed = typeof value === "string" ? value.trim() : ""
    return pattern.test(typed) ? typed : ""
  }
  const dayIn = (name: "from" | "until") => {
    const typed = text(name, /^\d{4}-\d{2}-\d{2}$/)
    return isDay(typed) ? typed : ""
  }
  return {
    from: dayIn("from"),
    until: dayIn("until"),
    who: text("who", /^(account:[1-9]\d{0,8}|seat|system|public)$/),
    action: text("action", /^[a-z_]+\.[a-z_]+$/),
    kind: text("kind", /^[a-z_]+$/),
    id: text("id", /^[1-9]\d{0,8}$/),
    request: text("request", /^[0-9a-f-]{1,40}$/),
  }
}
