import type { EventState } from "#db/words.ts"

export type Counts = { readonly submitted: number; readonly approved: number }
export type Step = { readonly step: string; readonly page: string; readonly count: number }

/** What an event waits for its officers to do, and on which of its pages; nothing once it is published. */
export function nextStep(state: EventState, { submitted, approved }: Counts): Step | undefined {
  if (state === "registration" && submitted > 0) return { step: "approve", page: "/registration", count: submitted }
  if (state === "registration")
    return approved > 0
      ? { step: "draw", page: "/draw", count: approved }
      : { step: "collect", page: "/registration", count: 0 }
  const pages: Partial<Record<EventState, [string, string]>> = {
    drawn: ["start", "/panel"],
    judging: ["judge", "/progress"],
    signed: ["decode", "/result"],
    decoded: ["publish", "/result"],
  }
  const [step, page] = pages[state] ?? []
  return step && page ? { step, page, count: approved } : undefined
}
