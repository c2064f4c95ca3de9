import type { Language, Translate } from "./translate.ts"

/** Texts within texts, as in `texts.ts`. */
export type Texts = { readonly [key: string]: string | Texts }

/**
 * Says the same as `translator` on a tablet without a network, where i18next would double what is loaded: texts with
 * facts, and a form for one where a language has it. No text there has another form of a fact, as a test sees to.
 */
export function plainTranslator(texts: Texts): Translate {
  const find = (key: string) =>
    key
      .split(".")
      .reduce<string | Texts | undefined>((at, part) => (typeof at === "object" ? at[part] : undefined), texts)
  return (key, facts = {}) => {
    const one = String(facts.count) === "1" ? find(`${key}_one`) : undefined
    const text = one ?? find(key)
    if (typeof text !== "string") throw new Error(`no text for ${key}`)
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      if (facts[name] === undefined) throw new Error(`no fact for ${name} in "${text}"`)
      return String(facts[name])
    })
  }
}

export type TextsOf = Readonly<Record<Language, Texts>>
