import { encode } from "uqr"

/** A QR code as one SVG path in units of its modules, with the side's length: no inline style, so the policy allows it. */
export function qrPath(text: string): { readonly path: string; readonly side: number } {
  const { data, size } = encode(text, { ecc: "M", border: 2 })
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { path: dark.join(""), side: size }
}
