import { template } from "#render/template.ts"
import type { chapters } from "./chapters.ts"

export const apiPage = template<{ chapters: ReturnType<typeof chapters> }>("boards/open/description")
