import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { TabletView } from "../marks/tablet-view.ts"
import type { CellFinding } from "./rows.ts"

export const importPage = template<TabletView & { problems: Problem[] }>("competition/judging/import")

export type FindingView = Omit<CellFinding, "problem"> & { readonly problem: string }

export const previewPage = template<TabletView & { findings: FindingView[]; bad: number; rows: string }>(
  "competition/judging/import-preview",
)
