import type { C } from "./env.ts"

const titles = {
  400: "Bad request",
  404: "Not found",
  405: "Method not allowed",
  413: "Content too large",
  422: "Unprocessable content",
  500: "Internal error",
  503: "Unavailable",
} as const
type Status = keyof typeof titles

/** What went wrong, for machines (RFC 9457). */
export const problem = <S extends Status>(c: Pick<C, "json">, status: S, detail: string) =>
  c.json({ type: "about:blank", title: titles[status] as string, status: status as number, detail }, status, {
    "Content-Type": "application/problem+json",
  })

/** The same for a status that a page would have had. */
export const problemOf = (c: C, status: number, detail: string): Response =>
  problem(c, status in titles ? (status as Status) : 500, detail)

/** Whether machines are answered here. */
export const isForMachines = (path: string): boolean => path.startsWith("/api/v1/")
