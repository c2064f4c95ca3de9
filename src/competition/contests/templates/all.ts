import { stageTemplates } from "./stages.ts"
import type { EventTemplate } from "./template.ts"
import { tradeTemplates } from "./trades.ts"

/** The most usual first. */
export const templates: readonly EventTemplate[] = [...tradeTemplates, ...stageTemplates]

export const templateById = (id: string): EventTemplate | undefined => templates.find((each) => each.id === id)
