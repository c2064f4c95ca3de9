import { template } from "#render/template.ts"
import type { tasksOf } from "./queries.ts"

export const tasksPage = template<Awaited<ReturnType<typeof tasksOf>>>("boards/tasks/tasks")
