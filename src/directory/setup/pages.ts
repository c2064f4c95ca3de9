import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"

export const setupPage = template<{ typed: Typed; problems: Problem[]; levels: readonly string[] }>("directory/setup")
