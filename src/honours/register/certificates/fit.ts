/** A size of type in mm, and how many lines of it there is room for. */
export type Step = { readonly mm: number; readonly lines: number }

/** The room for a line on A4 landscape inside the frame, in mm. */
export const lineWidth = 225

/** A line that breaks between words leaves some of itself empty. */
const filled = 0.92

/** The largest first; static/css/certificate.css has a class for each, `name-0` and so on, of the sizes of tokens.css. */
export const steps = {
  name: [
    { mm: 18, lines: 1 },
    { mm: 14, lines: 1 },
    { mm: 10, lines: 1 },
    { mm: 8, lines: 2 },
    { mm: 6, lines: 3 },
  ],
  honour: [
    { mm: 13, lines: 1 },
    { mm: 10, lines: 1 },
    { mm: 8, lines: 2 },
    { mm: 6, lines: 3 },
    { mm: 5, lines: 3 },
  ],
  unit: [
    { mm: 7, lines: 1 },
    { mm: 5.5, lines: 1 },
    { mm: 5, lines: 2 },
    { mm: 4, lines: 2 },
  ],
  words: [
    { mm: 6, lines: 1 },
    { mm: 5, lines: 2 },
    { mm: 4, lines: 3 },
  ],
} as const satisfies Record<string, readonly Step[]>

/**
 * The width of a text in ems, rather too much than too little: one for a Chinese sign and whatever else is as wide, less
 * for Latin letters and figures.
 */
export function emsOf(text: string): number {
  const widthOf = (sign: string) => (/[A-ZÀ-ÞМЖШЩ@%&]/u.test(sign) ? 0.85 : /[\u0020-\u024f]/u.test(sign) ? 0.62 : 1)
  return [...text.normalize("NFC")].reduce((sum, sign) => sum + widthOf(sign), 0)
}

/** Which step a text takes: the largest at which it fits its lines, else the smallest. */
export function stepOf(text: string, sizes: readonly Step[]): number {
  const ems = emsOf(text)
  const fits = ({ mm, lines }: Step) => ems * mm <= lines * lineWidth * (lines === 1 ? 1 : filled)
  const found = sizes.findIndex(fits)
  return found < 0 ? sizes.length - 1 : found
}
