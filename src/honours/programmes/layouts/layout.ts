import { z } from "zod"
import { paperFields } from "./fields.ts"

/** 审批表, 征求意见表, 汇总表. */
export const paperForms = ["approval", "opinion", "summary"] as const
export type PaperForm = (typeof paperForms)[number]

/** One field of a form; `label` is the heading of the official template where it has another one. */
const cell = z.strictObject({ field: z.enum(paperFields), label: z.string().max(40).optional() })
export type LayoutCell = z.infer<typeof cell>

/** The rows of a form from the top; of a summary all cells are its columns. */
export const layoutSchema = z.array(z.array(cell).min(1).max(6)).min(1).max(60)
export type Layout = z.infer<typeof layoutSchema>

export const paperKeys = [
  ...(["approval_person", "approval_unit", "approval_team"] as const),
  ...(["opinion_person", "opinion_unit", "opinion_team"] as const),
  ...(["summary_person", "summary_unit", "summary_team"] as const),
] as const
export type PaperKey = (typeof paperKeys)[number]

/** A programme's own forms; one that is absent is the ready one. */
export const layoutsSchema = z.partialRecord(z.enum(paperKeys), layoutSchema)
export type Layouts = z.infer<typeof layoutsSchema>
