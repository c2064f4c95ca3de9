/** A phone number as it is kept, or nothing where it is none: mainland mobile or landline (with its area code), or Hong Kong. */
export function normalisePhone(typed: string): string | undefined {
  const bare = typed.normalize("NFKC").replace(/[\s\-‐-―().]/gu, "")
  const hongKong = /^(?:\+|00)852([2-9]\d{7})$/.exec(bare)?.[1]
  if (hongKong) return `+852${hongKong}`
  const national = bare.replace(/^(?:\+|00)86/, "")
  if (/^1[3-9]\d{9}$/.test(national)) return national
  const [, area, own] = /^0?(10|2\d|[3-9]\d{2})([2-9]\d{6,7})$/.exec(national) ?? []
  const whole = national !== bare || national.startsWith("0")
  return area && own && whole ? `0${area}-${own}` : undefined
}
