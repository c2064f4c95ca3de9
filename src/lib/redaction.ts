/** Names under which nothing is ever logged, whatever stands there. */
const secret =
  /^(authorization|cookie|set-?cookie|pass(word|code|phrase)|.*(password|secret|token|otp)|key|identity(number)?|id(number|card)|phone|mobile)$/i

/** Identity numbers of 18 signs and mobile numbers of 11 digits, with or without +86, where no digit or letter joins on. */
const identity = /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g
const mobile = /(?<![\dA-Za-z])(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\dA-Za-z])/g

/** Takes identity and phone numbers out of a text. */
export const redactText = (text: string): string => text.replace(identity, "[identity]").replace(mobile, "[phone]")

const known = new Map<string, boolean>()

/** The names of facts are few and written in the code, and looked at for every line. */
function isSecret(name: string): boolean {
  const answer = known.get(name) ?? secret.test(name)
  if (known.size < 1000) known.set(name, answer)
  return answer
}

/** Facts for a log without what stands under a secret's name, at any depth. */
export function redactFacts(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, isSecret(name) ? "[redacted]" : redacted(value)]),
  )
}

function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted)
  const plain = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return plain ? redactFacts(value as Record<string, unknown>) : value
}
