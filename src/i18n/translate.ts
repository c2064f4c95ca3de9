import { createInstance } from "i18next"
import { texts } from "./texts.ts"

export const languages = ["zh-CN", "en"] as const
export type Language = (typeof languages)[number]

export type Facts = Readonly<Record<string, unknown>>

/**
 * Says a text in one language; a key that does not exist throws, so that no page ever shows a bare key. Where a text
 * has a form for one (`key_one`), the fact `count` decides, be it a number or one that is written out already.
 */
export type Translate = (key: string, facts?: Facts) => string

const i18n = createInstance()
await i18n.init({
  lng: "zh-CN",
  fallbackLng: false,
  resources: Object.fromEntries(languages.map((language) => [language, { translation: texts[language] }])),
  interpolation: { escapeValue: false },
  returnNull: false,
  missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
    throw new Error(`no fact for ${match[0]} in "${text}"`)
  },
})

/** Names of languages, products and months, and shortened words keep their capital wherever they stand. */
const capital = /^(?:English|Chinese|Excel|May|No\.)(?!\p{L})|^\p{Lu}[\p{Lu}\d]/u

/** The label of a field where it does not begin its sentence, as in `Enter {{label, within}}`. */
i18n.services.formatter?.add("within", (label: string) =>
  capital.test(label) ? label : label.slice(0, 1).toLowerCase() + label.slice(1),
)

const said = { "zh-CN": new Map<string, string>(), en: new Map<string, string>() } satisfies Record<Language, object>

export function translator(language: Language): Translate {
  const fixed = i18n.getFixedT(language)
  // What needs no facts says the same every time, and i18next looks for it twice.
  const plain = said[language]
  return (key, facts) => {
    const known = facts ? undefined : plain.get(key)
    if (known !== undefined) return known
    if (!i18n.exists(key, { lng: language, ...facts })) throw new Error(`no text for ${key} in ${language}`)
    const text = fixed(key, { ...facts, ...(facts?.count === "1" && { count: 1 }) })
    if (!facts) plain.set(key, text)
    return text
  }
}

/** Words for a refusal's code: the slice that refuses keeps them under its own `refused`. */
export function refusalKey(code: string): string {
  const area = Object.entries(texts["zh-CN"]).find(
    ([, words]) => code in ((words as { refused?: object }).refused ?? {}),
  )
  if (!area) throw new Error(`no words for the refusal ${code}`)
  return `${area[0]}.refused.${code}`
}

export const asLanguage = (value: string | undefined): Language | undefined =>
  languages.find((language) => language === value)
