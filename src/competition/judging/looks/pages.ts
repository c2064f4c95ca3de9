import { template } from "#render/template.ts"
import type { Step } from "../marks/path.ts"
import type { Slot } from "../slots.ts"

/** Where a judge is asked to look again; nobody's marks stand in it. */
export const looksPart = template<{ looks: readonly Step[]; slots: readonly Slot[] }>("competition/judging/looks")
