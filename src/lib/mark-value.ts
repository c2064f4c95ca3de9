/** The text of a mark whose judge had nothing to see: neither blank nor a number. What it counts is a rule of the event. */
export const NOT_OBSERVED = "not_observed"

/** Whether a mark is a number: neither blank nor "not observed". */
export const isScore = (value: string | null): value is string => value !== null && value !== NOT_OBSERVED
