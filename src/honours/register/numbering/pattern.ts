/** What a pattern may hold: the year, a serial number of so many figures, and a check figure over all figures before it. */
const slots = /\{(year|check|serial:(\d))\}/g

export type Pattern = { readonly text: string; readonly isYearly: boolean }

/**
 * A pattern of certificate numbers such as `LJ-JZ{year}{serial:4}{check}`, or what is wrong with it. The official format
 * is not published, so that each honour has its own; with a year in it, numbers begin anew every year.
 */
export function readPattern(typed: string): Pattern | "pattern_sign" | "pattern_serial" | "pattern_check" {
  const text = typed.normalize("NFKC").replace(/\s/g, "")
  const found = [...text.matchAll(slots)].map(([, slot = ""]) => slot)
  const serials = found.filter((slot) => slot.startsWith("serial"))
  if (serials.length !== 1 || serials.includes("serial:0")) return "pattern_serial"
  const years = found.filter((slot) => slot === "year").length
  const checks = found.filter((slot) => slot === "check").length
  if (years > 1 || checks > 1 || (checks === 1 && !text.endsWith("{check}"))) return "pattern_check"
  if (/[^\p{Script=Han}A-Za-z0-9().\-/]/u.test(text.replace(slots, ""))) return "pattern_sign"
  return { text, isYearly: years === 1 }
}

/** The number that a pattern gives; a serial that has outgrown its figures is written in full. */
export function certificateNumber({ text }: Pattern, year: number, serial: number): string {
  const filled = text
    .replace("{year}", String(year).padStart(4, "0"))
    .replace(/\{serial:(\d)\}/, (_, width) => String(serial).padStart(Number(width), "0"))
  return filled.replace("{check}", () => checkFigure(filled.replace("{check}", "")))
}

/** The check figure of ISO 7064 MOD 11,10 over the figures of a number: finds any one wrong figure. */
export function checkFigure(text: string): string {
  const product = [...text.replace(/\D/g, "")].reduce((carried, figure) => {
    const sum = (carried + Number(figure)) % 10 || 10
    return (sum * 2) % 11
  }, 10)
  return String((11 - product) % 10)
}
