/** The kinds of file that a view is offered in. */
export const fileKinds = ["csv", "xlsx", "json"] as const
export type FileKind = (typeof fileKinds)[number]

/** The part of a list that an address asks for, from 1 on. */
export const partIn = (text: string | undefined): number => (/^[1-9]\d{0,4}$/.test(text ?? "") ? Number(text) : 1)

/** The address of a view's file: the filter and the order of its page, without the page's own number. */
export function fileAddress(path: string, query: Readonly<Record<string, string>>, part = 1): string {
  const kept = new URLSearchParams(query)
  for (const name of ["page", "size", "lang", "text", "theme", "part"]) kept.delete(name)
  if (part > 1) kept.set("part", String(part))
  return kept.size > 0 ? `${path}?${kept}` : path
}
