/** GB 32100-2015: figures and capitals without I, O, S, V and Z; a sign's place is its value. */
const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"

/** A unified social credit code as it is kept: one width, capitals, no spaces. */
export const normaliseCreditCode = (typed: string): string => typed.normalize("NFKC").toUpperCase().replace(/\s/g, "")

/** The check sign of GB 32100-2015 (weights 3^i mod 31) that belongs to the first 17 signs. */
export function checkSignOfCredit(code: string): string | undefined {
  let weight = 1
  let sum = 0
  for (const sign of code.slice(0, 17)) {
    sum += signs.indexOf(sign) * weight
    weight = (weight * 3) % 31
  }
  return signs[(31 - (sum % 31)) % 31]
}

/** Whether 18 signs end in the check sign that belongs to them. */
export const isCreditCode = (code: string): boolean =>
  code.length === 18 && [...code].every((sign) => signs.includes(sign)) && checkSignOfCredit(code) === code[17]
