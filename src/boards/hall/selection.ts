/** What a hall screen can show, in the order of its rotation. */
export const hallParts = ["figures", "boards", "results", "years", "notices"] as const
export type HallPart = (typeof hallParts)[number]

export type HallSelection = {
  readonly parts: readonly HallPart[]
  /** One honour's name in addresses; without it the boards of the year's highest honours are shown. */
  readonly honour: string | undefined
  /** How long a screen stands, from 5 to 120 seconds. */
  readonly seconds: number
}

const between = (least: number, asked: number, most: number) => Math.min(most, Math.max(least, asked))

/** What an address asks a hall screen to show; without a choice, everything, twelve seconds each. */
export function selectionIn(show: readonly string[], honour: string | undefined, seconds: string | undefined) {
  const chosen = hallParts.filter((part) => show.includes(part))
  const asked = /^\d{1,4}$/.test(seconds ?? "") ? Number(seconds) : 12
  const selection: HallSelection = {
    parts: chosen.length > 0 ? chosen : hallParts,
    honour: /^[a-z0-9-]{1,60}$/.test(honour ?? "") ? honour : undefined,
    seconds: between(5, asked, 120),
  }
  return selection
}
