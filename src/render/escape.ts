const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Escapes a value for HTML text and quoted attributes; nothing to show is a mistake of the page, never "undefined". */
export function escapeHtml(value: unknown): string {
  if (value === undefined || value === null) throw new Error("a view was given nothing to show")
  return String(value).replace(/[&<>"']/g, (sign) => entities[sign] as string)
}

/** A value as JSON for a script element that holds data: no text in it can end the element. */
export const jsonInHtml = (value: object): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
