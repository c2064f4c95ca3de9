const pattern = /^([\p{Script=Han}A-Za-z()（）]{1,24})[〔[［(（【](\d{4})[〕\]］)）】](?:第)?(\d{1,5})号$/u

/**
 * A document number as the official layout writes it, `江工发〔2026〕17号` (GB/T 9704: six-corner brackets, year in full,
 * no 第), from any brackets somebody typed; nothing where it is no such number. The issuer's signs are not judged.
 */
export function documentNumber(typed: string): string | undefined {
  const [, issuer, year, number] = pattern.exec(typed.normalize("NFC").replace(/\s/gu, "")) ?? []
  return issuer && Number(number) > 0 ? `${issuer}〔${year}〕${Number(number)}号` : undefined
}
