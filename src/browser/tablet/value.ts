/** A step more or less in whole last digits, so that no float comes near a mark. */
export function stepped(value: string, step: string, sign: 1 | -1): string {
  const digits = Math.max(fraction(value), fraction(step))
  const sum = scaled(value || "0", digits) + BigInt(sign) * scaled(step, digits)
  const text = (sum < 0n ? -sum : sum).toString().padStart(digits + 1, "0")
  const at = text.length - digits
  const shown = digits ? `${text.slice(0, at)}.${text.slice(at)}`.replace(/\.?0+$/, "") : text
  return sum < 0n ? `-${shown}` : shown
}

const fraction = (text: string) => text.split(".")[1]?.length ?? 0

function scaled(text: string, digits: number): bigint {
  const [whole = "0", after = ""] = text.replace("-", "").split(".")
  const size = BigInt(`${whole || "0"}${after.padEnd(digits, "0")}`)
  return text.startsWith("-") ? -size : size
}

/** Whether `a` is below `b`, both plain decimals. */
export function below(a: string, b: string): boolean {
  const digits = Math.max(fraction(a), fraction(b))
  return scaled(a, digits) < scaled(b, digits)
}

/** What a key makes of the value; a step stays within the limits. */
export function pressed(value: string, key: string, limits: { step: string; min: string; max: string }): string {
  if (key.startsWith("=")) return key.slice(1)
  if (key === "erase") return value.slice(0, -1)
  if (key === "sign") return value.startsWith("-") ? value.slice(1) : `-${value}`
  if (key === "up" || key === "down") return moved(value, key, limits)
  if (key === ".") return value.includes(".") ? value : `${value || "0"}.`
  return value === "0" ? key : value + key
}

function moved(
  value: string,
  key: "up" | "down",
  { step, min, max }: { step: string; min: string; max: string },
): string {
  if (!/^-?\d*\.?\d*$/.test(value)) return value
  const next = stepped(value, step, key === "up" ? 1 : -1)
  if (min && below(next, min)) return min
  return max && below(max, next) ? max : next
}
