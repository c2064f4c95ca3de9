/** The sheets that every page loads, in the order of `views/shared/head`, around those of its face. */
const whole = (...own: readonly string[]) => [
  ...["tokens", "base", "forms", "choices", "tables", "table-cards", "lists", "parts", "pieces", "rolls"],
  ...own,
  "print",
]

/** Faces whose sheets come as one file, `static/build/<face>.css`: visitors from far away wait once, not twenty times. */
export const faces: Readonly<Record<string, readonly string[]>> = {
  public: whole("layout", "public", "home", "honours", "board", "opened", "notices", "open"),
  hall: ["tokens", "base", "hall", "hall-lines"],
}

export const importsOf = (sheets: readonly string[]): string =>
  sheets.map((name) => `@import "./${name}.css";`).join("\n")
