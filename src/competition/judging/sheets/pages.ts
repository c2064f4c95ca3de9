import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { TabletView } from "../marks/tablet-view.ts"
import type { Progress, Sheet } from "./queries.ts"

export const sheetPage = template<Sheet & { done: string }>("competition/judging/sheet")

export const signaturePage = template<Sheet & { problems: Problem[] }>("competition/judging/signature")

export type HeadView = TabletView & { readonly progress: Progress }

export const progressPage = template<
  HeadView & { form: "reopening" | "panel" | "status" | ""; typed: Typed; problems: Problem[]; done: string }
>("competition/judging/progress")

export const progressPart = template<HeadView>("competition/judging/progress-live")

export const signSetPage = template<HeadView & { problems: Problem[] }>("competition/judging/sign-set")
