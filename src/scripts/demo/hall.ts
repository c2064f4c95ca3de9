import { networkInterfaces } from "node:os"

/** This machine's addresses in its networks. */
export const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((one) => one ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address)

const ownMachine = new Set(["localhost", "127.0.0.1", "[::1]"])

/**
 * How to reach the demo from a tablet of the same network. Over http:// a tablet gets no service worker, keeps no page for
 * when the network is gone, and may be refused to save at all: so what is offered is always https.
 */
export function hallLines(origin: string, port: number, addresses: readonly string[]): string[] {
  const { protocol, hostname } = new URL(origin)
  if (protocol === "https:" && !ownMachine.has(hostname)) return [`  Tablets     ${origin}/judge/`]
  if (addresses.length === 0) return ["  Tablets     this machine is in no network now"]
  return [
    "  Tablets     need https: over http:// they keep no page for when the hall's network is gone. Start it so:",
    ...addresses.map(
      (one) => `                PUBLIC_ORIGIN=https://${one}:${port} TLS_CERT=hall.pem TLS_KEY=hall.key npm run demo`,
    ),
    "                and open that address + /judge/. README, “A hall with tablets”: how to make and trust the two files.",
  ]
}
