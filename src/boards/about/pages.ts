import { template } from "#render/template.ts"

export const accessibilityPage = template("boards/about/accessibility")
