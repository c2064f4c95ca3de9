/** How long the sheets of a print stay open, in minutes: for a jam of the printer, and no longer. */
export const openMinutes = 60

/** The most sheets of one print. */
export const mostSheets = 200

/** Whether the sheets of a print may still be opened; after that, printing them is another print. */
export const isOpen = (printedAt: Date, now: Date): boolean =>
  now.getTime() - printedAt.getTime() < openMinutes * 60_000

/** The boxes of the form as numbers of entries; nothing that is no number, and none twice. */
export const chosenEntries = (given: readonly string[]): number[] =>
  [...new Set(given.filter((one) => /^[1-9]\d{0,8}$/.test(one)).map(Number))].toSorted((one, other) => one - other)
