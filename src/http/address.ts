import type { C } from "./env.ts"

/** The other end of the socket. */
const socketOf = (c: C): string => {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return env?.incoming?.socket?.remoteAddress ?? ""
}

/**
 * The address of the client: that of the socket, or, behind as many proxies as TRUST_PROXY says, the one that the
 * outermost of them saw. What stands further left in X-Forwarded-For was written by the client itself.
 */
export function clientAddress(c: C): string {
  const { trustProxy } = c.var
  // Cloudflare writes this header itself, over whatever a client sent; anywhere else anybody can send it.
  if (trustProxy === "cloudflare") return c.req.header("CF-Connecting-IP") ?? ""
  const forwarded = (c.req.header("X-Forwarded-For") ?? "").split(",").map((one) => one.trim())
  const chain = [...forwarded.filter((one) => one !== ""), socketOf(c)]
  return chain[Math.max(0, chain.length - 1 - trustProxy)] ?? ""
}

/** The network whose tries are counted together: /24 of IPv4, /64 of IPv6 (one household or office). */
export function networkOf(address: string): string {
  const mapped = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}(?::\d+)?$/i.exec(address)
  if (mapped) return `${mapped.slice(1, 4).join(".")}.0/24`
  const plain = address.replace(/^\[|\](:\d+)?$|%.*$/g, "").toLowerCase()
  if (!/^[0-9a-f:]+$/.test(plain)) return "unknown"
  const [head = "", tail] = plain.split("::")
  const groups = (text: string | undefined) => (text ? text.split(":") : [])
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  const all = [...groups(head), ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...groups(tail)]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`
}
