import { translator } from "#i18n/translate.ts"
import type { View } from "#render/template.ts"

/** What every page has, for views that are rendered alone. */
export const view: View = {
  t: translator("zh-CN"),
  lang: "zh-CN",
  here: "/here?a=1",
  path: "/here",
  origin: "http://laurel.test",
  issuer: "江城市总工会",
  who: undefined,
  asset: (name) => `/static/${name}`,
  now: new Date("2026-05-01T00:00:00Z"),
  largeText: false,
  theme: "light",
  takesFiles: true,
  contact: "",
}
