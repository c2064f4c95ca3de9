import { type DefaultTreeAdapterMap, parse } from "parse5"

type Node = DefaultTreeAdapterMap["node"]

/** The name that every planted piece of markup carries. */
export const planted = "planted7f"

const isAddress = (name: string) => /^(href|src|action|formaction|xlink:href|data|poster|hx-.*)$/.test(name)
const isScriptable = (name: string, value: string) =>
  /^on|^srcdoc$/.test(name) || (isAddress(name) && /^\s*(javascript|data|vbscript):/i.test(value))

/** What a browser would make of a page that it must not: elements and attributes that somebody planted in it. */
export function foreignMarkup(html: string): string[] {
  if (!html.includes(planted)) return []
  const found: string[] = []
  const walk = (node: Node): void => {
    if ("attrs" in node) {
      if (node.tagName.includes(planted)) found.push(`<${node.tagName}>`)
      for (const { name, value } of node.attrs)
        if (name.includes(planted) || (value.includes(planted) && isScriptable(name, value)))
          found.push(`${node.tagName} ${name}=${value.slice(0, 60)}`)
    }
    const [text] = "childNodes" in node ? node.childNodes : []
    if ("tagName" in node && ["script", "style"].includes(node.tagName) && text && "value" in text)
      if (text.value.includes(planted)) found.push(`<${node.tagName}> ${text.value.slice(0, 60)}`)
    if (node.nodeName === "#comment" && "data" in node && node.data.includes(planted)) found.push("comment")
    if ("childNodes" in node) for (const child of node.childNodes) walk(child)
  }
  walk(parse(html))
  return found
}
