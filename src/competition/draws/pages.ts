import type { ManagedEvent } from "#competition/contests/queries.ts"
import type { EntryLine } from "#competition/registration/queries.ts"
import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { findDraw } from "./queries.ts"

type Found = NonNullable<Awaited<ReturnType<typeof findDraw>>>

export const drawPage = template<Found & { early: boolean; typed: Typed; problems: Problem[]; done: string }>(
  "competition/draws/draw",
)

export const codeListPage = template<ManagedEvent & { entries: EntryLine[] }>("competition/draws/codes")
