/**
 * An exact number n ÷ (q × 10^e). q has no factor 2 or 5 and divides n only when it is 1, so it is 1 exactly when the
 * number is a finite decimal.
 */
// Not fraction.js: reading 500,000 marks took it 850 ms against 80 ms here, and it reduces after every step, which
// takes minutes for means of means with long weights. Marks are decimals: only a division can leave a q.
export type Exact = { readonly n: bigint; readonly e: number; readonly q: bigint }

export const ZERO: Exact = { n: 0n, e: 0, q: 1n }
export const ONE: Exact = { n: 1n, e: 0, q: 1n }

const DECIMAL = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/
const TENS = Array.from({ length: 256 }, (_, power) => 10n ** BigInt(power))
const ten = (power: number) => TENS[power] ?? 10n ** BigInt(power)
const size = (n: bigint) => (n < 0n ? -n : n)

/** Whether `text` is a decimal as the bundle writes it: a JSON number without exponent, ASCII, of any length. */
export const isDecimal = (text: string) => DECIMAL.test(text)

/** The number a decimal text stands for; throws when `isDecimal` would say no. */
export function exact(text: string): Exact {
  const dot = text.indexOf(".")
  if (dot < 0) return { n: BigInt(text), e: 0, q: 1n }
  return { n: BigInt(text.slice(0, dot) + text.slice(dot + 1)), e: text.length - dot - 1, q: 1n }
}

export const whole = (count: number): Exact => ({ n: BigInt(count), e: 0, q: 1n })

// q is not reduced further than to 1 where it divides n: a common divisor of numbers of thousands of digits costs more
// than all else, and nobody asks for it.
function settled(n: bigint, e: number, q: bigint): Exact {
  return q !== 1n && n % q === 0n ? { n: n / q, e, q: 1n } : { n, e, q }
}

export function plus(a: Exact, b: Exact): Exact {
  const e = Math.max(a.e, b.e)
  const left = a.e === e ? a.n : a.n * ten(e - a.e)
  const right = b.e === e ? b.n : b.n * ten(e - b.e)
  if (a.q === b.q) return settled(left + right, e, a.q)
  if (a.q % b.q === 0n) return settled(left + right * (a.q / b.q), e, a.q)
  if (b.q % a.q === 0n) return settled(left * (b.q / a.q) + right, e, b.q)
  return settled(left * b.q + right * a.q, e, a.q * b.q)
}

export const times = (a: Exact, b: Exact): Exact => settled(a.n * b.n, a.e + b.e, a.q * b.q)

/** a ÷ b; throws a RangeError when b is zero. */
export function over(a: Exact, b: Exact): Exact {
  if (b.n === 0n) throw new RangeError("division by zero")
  let [n, e, q] = [a.n * b.q * ten(b.e), a.e, size(b.n)]
  // 1/2 is 5/10 and 1/5 is 2/10: such factors move from the divisor into the power of ten.
  for (; q % 10n === 0n; e++) q /= 10n
  for (; q % 2n === 0n; e++) [n, q] = [n * 5n, q / 2n]
  for (; q % 5n === 0n; e++) [n, q] = [n * 2n, q / 5n]
  return settled(b.n < 0n ? -n : n, e, a.q * q)
}

/** Below, at or above zero as a is below, equal to or above b. */
export function compare(a: Exact, b: Exact): number {
  const e = Math.max(a.e, b.e)
  let left = a.e === e ? a.n : a.n * ten(e - a.e)
  let right = b.e === e ? b.n : b.n * ten(e - b.e)
  if (a.q !== b.q) [left, right] = [left * b.q, right * a.q]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Whether a decimal is a whole multiple of another, which is not zero. */
export function isMultiple(a: Exact, step: Exact): boolean {
  const e = Math.max(a.e, step.e)
  return (a.n * ten(e - a.e)) % (step.n * ten(e - step.e)) === 0n
}

/** `digits` (0 or more) digits kept after the point: half away from zero, or cut off towards zero. */
export function rounded(a: Exact, digits: number, how: "half-up" | "down"): Exact {
  if (a.q === 1n && a.e <= digits) return a
  const top = digits > a.e ? a.n * ten(digits - a.e) : a.n
  const bottom = digits < a.e ? a.q * ten(a.e - digits) : a.q
  const kept = top / bottom
  const up = how === "half-up" && 2n * size(top % bottom) >= bottom
  return { n: up ? kept + (a.n < 0n ? -1n : 1n) : kept, e: digits, q: 1n }
}

/** The number as text: exact when it is a finite decimal, else half-up to 10 digits; no exponent, `-0` or last zeros. */
export function shown(a: Exact): string {
  const { n, e } = a.q === 1n ? a : rounded(a, 10, "half-up")
  if (e === 0) return n.toString()
  const digits = size(n)
    .toString()
    .padStart(e + 1, "0")
  const point = digits.length - e
  let end = digits.length
  while (end > point && digits[end - 1] === "0") end--
  const text = end > point ? `${digits.slice(0, point)}.${digits.slice(point, end)}` : digits.slice(0, point)
  return n < 0n && text !== "0" ? `-${text}` : text
}
