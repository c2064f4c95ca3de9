import { Hono } from "hono"
import { expect, test } from "vitest"
import { clientAddress, networkOf } from "#http/address.ts"
import type { Env, TrustProxy } from "#http/env.ts"

async function seen(trustProxy: TrustProxy, forwarded: string | undefined, told?: string) {
  const app = new Hono<Env>().get("/", (c) => {
    c.set("trustProxy", trustProxy)
    return c.text(clientAddress(c))
  })
  const headers = new Headers(forwarded === undefined ? {} : { "X-Forwarded-For": forwarded })
  if (told !== undefined) headers.set("CF-Connecting-IP", told)
  const env = { incoming: { socket: { remoteAddress: "203.0.113.9" } } }
  return (await app.request("http://laurel.test/", { headers }, env)).text()
}

test.each([
  [0, undefined, "203.0.113.9"],
  [0, "1.1.1.1", "203.0.113.9"],
  [1, "198.51.100.7", "198.51.100.7"],
  [1, "1.1.1.1, 198.51.100.7", "198.51.100.7"],
  [2, "1.1.1.1, 198.51.100.7, 10.0.0.2", "198.51.100.7"],
  [1, undefined, "203.0.113.9"],
])(
  "behind %i proxies, X-Forwarded-For %s is the client %s: what it wrote itself counts for nothing",
  async (hops, forwarded, client) => {
    expect(await seen(hops, forwarded)).toBe(client)
  },
)

test("Cloudflare tells a Worker who the client is; elsewhere its header is worth nothing", async () => {
  expect(await seen("cloudflare", "1.1.1.1", "2001:db8::7")).toBe("2001:db8::7")
  expect(await seen("cloudflare", "1.1.1.1")).toBe("")
  for (const hops of [0, 1]) expect(await seen(hops, undefined, "2001:db8::7")).toBe("203.0.113.9")
})

test.each([
  ["203.0.113.9", "203.0.113.0/24"],
  ["::ffff:203.0.113.9", "203.0.113.0/24"],
  ["203.0.113.9:4711", "203.0.113.0/24"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:0DB8:0001:0002::1", "2001:db8:1:2::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["", "unknown"],
  ["<script>", "unknown"],
])("the network of %s is %s", (address, network) => {
  expect(networkOf(address)).toBe(network)
})
