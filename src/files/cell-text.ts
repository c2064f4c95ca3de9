export type Cell = string | number | boolean | Date | null

/** A cell as text: a date as `YYYY-MM-DD`, a number as the 15 figures that Excel itself shows, without an exponent. */
export function cellText(value: Cell): string {
  if (value === null) return ""
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === "number") return plainNumber(value)
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE"
  return value.trim()
}

function plainNumber(value: number): string {
  const text = String(Number(value.toPrecision(15)))
  if (!text.includes("e")) return text
  return Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(20).replace(/0+$/, "")
}
