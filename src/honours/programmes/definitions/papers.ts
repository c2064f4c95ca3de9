import { optionalLine } from "#http/forms.ts"
import { type Layouts, paperKeys } from "../layouts/layout.ts"
import { layoutFrom, linesOfLayout } from "../layouts/lines.ts"
import { readyLayouts } from "../layouts/ready.ts"
import type { PartForm } from "./part-form.ts"

/** Every printed form as lines; one that is emptied, or left as it is ready, is the ready one. */
export const papersForm: PartForm = {
  fields: () => Object.fromEntries(paperKeys.map((key) => [`paper-${key}`, optionalLine(4000)])),
  typed: ({ papers }, _, t) =>
    Object.fromEntries(paperKeys.map((key) => [`paper-${key}`, linesOfLayout(papers?.[key] ?? readyLayouts[key], t)])),
  apply: (definition, value) => {
    const given = paperKeys.map((key) => [key, layoutFrom(String(value[`paper-${key}`]))] as const)
    const isOwn = ([key, layout]: (typeof given)[number]) =>
      layout.length > 0 && JSON.stringify(layout) !== JSON.stringify(readyLayouts[key])
    const own = given.filter(isOwn)
    const isKept = own.length > 0 || definition.papers !== undefined
    return { ...definition, ...(isKept && { papers: Object.fromEntries(own) as Layouts }) }
  },
}
