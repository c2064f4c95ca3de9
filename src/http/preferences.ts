import type { MiddlewareHandler } from "hono"
import { getCookie, setCookie } from "hono/cookie"
import { asLanguage, type Language } from "#i18n/translate.ts"
import type { C, Env } from "./env.ts"

const choices = { lang: ["zh-CN", "en"], text: ["normal", "large"], theme: ["light", "dark"] } as const
type Choice = keyof typeof choices

/** Keeps a choice made by a link (`?lang=en`, `?text=large`, `?theme=dark`) in a cookie that holds nothing else. */
export function preferences(): MiddlewareHandler<Env> {
  return async function keepChoices(c, next) {
    for (const name of Object.keys(choices) as Choice[]) {
      const asked = c.req.query(name)
      if (asked && (choices[name] as readonly string[]).includes(asked))
        setCookie(c, name, asked, {
          path: "/",
          maxAge: 31_536_000,
          sameSite: "Lax",
          httpOnly: true,
          secure: c.var.secure,
        })
    }
    return next()
  }
}

const chosen = (c: C, name: Choice): string | undefined => {
  const asked = c.req.query(name) ?? getCookie(c, name)
  return (choices[name] as readonly string[]).find((choice) => choice === asked)
}

/** The link's choice, then the cookie's, then Chinese. */
export const languageOf = (c: C): Language => asLanguage(chosen(c, "lang")) ?? "zh-CN"

export const hasLargeText = (c: C): boolean => chosen(c, "text") === "large"

export const themeOf = (c: C): string => chosen(c, "theme") ?? "light"

/** The choices that cookies hold, as a word: pages that are alike in it look alike. */
export const preferencesIn = (cookies: Readonly<Record<string, string>>): string =>
  (Object.keys(choices) as Choice[])
    .map((name) => (choices[name] as readonly string[]).find((choice) => choice === cookies[name]) ?? choices[name][0])
    .join(" ")
