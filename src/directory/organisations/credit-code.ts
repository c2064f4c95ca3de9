/** GB 32100-2015: figures and capitals without I, O, S, V and Z; a sign's place is its value. */
const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"

/** A unified social credit code as it is kept: one width, capitals, no spaces. */
export const normaliseCreditCode = (typed: string): string => typed.normalize("NFKC").toUpperCase().replace(/\s/g, "")

/** Whether 18 signs end in the check sign of GB 32100-2015 (weights 3^i mod 31). */
export function isCreditCode(code: string): boolean {
  const values = [...code].map((sign) => signs.indexOf(sign))
  if (values.length !== 18 || values.includes(-1)) return false
  let weight = 1
  let sum = 0
  for (const value of values.slice(0, 17)) {
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return values[17] === (31 - (sum % 31)) % 31
}
