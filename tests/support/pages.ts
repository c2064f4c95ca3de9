export type FoundForm = {
  readonly action: string
  readonly multipart: boolean
  /** What the form would send as it stands, its files left out. */
  readonly fields: Readonly<Record<string, string>>
}

const attribute = (tag: string, name: string): string | undefined =>
  unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1])

const unescaped = (text: string | undefined) =>
  text
    ?.replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")

/** The forms of a page that change something, with what they hold. */
export function formsOf(html: string, path: string): FoundForm[] {
  return [...html.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const [tag = ""] = /<form\b[^>]*>/.exec(form) ?? []
    const fields: Record<string, string> = {}
    for (const [input] of form.matchAll(/<(?:input|button)\b[^>]*>/g)) {
      const name = attribute(input, "name")
      const left = /type="file"/.test(input) || (/type="(radio|checkbox)"/.test(input) && name && name in fields)
      if (name && !left) fields[name] = attribute(input, "value") ?? ""
    }
    for (const [select] of form.matchAll(/<select\b[\s\S]*?<\/select>/g)) {
      const options = [...select.matchAll(/<option\b[^>]*>/g)].map(([option]) => option)
      const chosen = options.find((option) => /\sselected/.test(option)) ?? options.at(-1) ?? ""
      fields[attribute(select, "name") ?? ""] = attribute(chosen, "value") ?? ""
    }
    for (const [area, text] of form.matchAll(/<textarea\b[^>]*>([\s\S]*?)<\/textarea>/g))
      fields[attribute(area, "name") ?? ""] = unescaped(text) ?? ""
    return { action: attribute(tag, "action") || path, multipart: /multipart/.test(tag), fields }
  })
}
