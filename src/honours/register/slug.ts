/** Whether a text can stand in an address: small Latin letters and figures, words joined by single hyphens. */
export const isSlug = (text: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text !== "new"
