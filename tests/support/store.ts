import { createHash } from "node:crypto"
import type { FileStore } from "#files/store.ts"

/** Keeps files for as long as a test runs; `before` knows no times and lists all. */
export function storeInMemory(limit = 10 * 2 ** 20): FileStore {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  return {
    limit,
    put: async (key, body) => {
      const bytes = new Uint8Array(await new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer())
      kept.set(key, bytes)
      return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") }
    },
    open: async (key) => {
      const bytes = kept.get(key)
      return bytes && new Blob([bytes]).stream()
    },
    remove: async (key) => void kept.delete(key),
    before: async function* () {
      yield* [...kept.keys()]
    },
  }
}
