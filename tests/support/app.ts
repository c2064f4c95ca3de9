import { createHash } from "node:crypto"
import { pino } from "pino"
import { policies } from "#accounts/policy.ts"
import { openSession } from "#accounts/sessions.ts"
import type { Db, Scope } from "#db/db.ts"
import { assetsFromDisk } from "#files/assets-from-disk.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import type { Actor } from "#lib/actor.ts"
import { createApp } from "#main/app.ts"
import type { Platform } from "#main/platform.ts"
import { compileViews } from "#render/compile.ts"
import { createRender } from "#render/engine.ts"
import { viewsFromDisk } from "#render/views-from-disk.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { storeInMemory } from "./store.ts"

export const origin = "http://laurel.test"

export const key = Buffer.alloc(32, 7).toString("base64")
export const keys = keyringOf([key])
const render = createRender(compileViews(viewsFromDisk("views")))
const assets = assetsFromDisk("static")

/** Chance that is the same in every run: bytes from a counter's hashes. */
export function seededRandom(seed = "laurel"): (length: number) => Uint8Array {
  let count = 0
  return (length) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () =>
      createHash("sha256").update(`${seed}${count++}`).digest(),
    )
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length))
  }
}

/** Tests move their clocks by days: only those of sessions ask for the real limits. */
const patient = { ...policies.default, session: { idleMinutes: 5_000_000, hours: 80_000 } }

/** The whole application on a test database, asked without a network. */
export function testApp(db: Db, clock: () => Date = () => new Date(), more: Partial<Platform> = {}) {
  const log = pino({ level: "silent" })
  const open = () => ({ db, done: () => {} })
  const world = { open, keys, origin, log, clock, policy: patient, trustProxy: 0 }
  const app = createApp({
    ...world,
    render,
    assets,
    random: seededRandom(),
    readSheet,
    files: storeInMemory(),
    ...more,
  })
  return {
    app,
    /** A browser with its cookies, in one language. */
    browser: (cookies: Record<string, string> = {}) => createBrowser(app, { ...cookies }),
    /** A browser that is signed in as an account. */
    as: async (accountId: number) => {
      const scope = scopeOf(db, { kind: "system", name: "test" }, clock())
      const policy = more.policy ?? patient
      return createBrowser(app, { sid: await openSession(scope, policy, { accountId, device: "test" }) })
    },
  }
}

export const scopeOf = (db: Db, actor: Actor, now = new Date()): Scope => ({ db, keys, actor, now })

export type Browser = ReturnType<typeof createBrowser>

type App = ReturnType<typeof createApp>

function createBrowser(app: App, cookies: Record<string, string>) {
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set(
      "Cookie",
      Object.entries(cookies)
        .map(([name, value]) => `${name}=${value}`)
        .join("; "),
    )
    const response = await app.request(new URL(path, origin).href, { ...init, headers, redirect: "manual" })
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/i.test(line)) delete cookies[name]
      else cookies[name] = value
    }
    return response
  }
  const fields = (values: Record<string, string | readonly string[]>) => {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) body.append(name, one)
    return body
  }
  return {
    cookies,
    ask,
    get: (path: string) => ask(path),
    text: async (path: string) => (await ask(path)).text(),
    /** Sends a form as the page itself would. */
    post: (path: string, values: Record<string, string | readonly string[]> = {}) =>
      ask(path, { method: "POST", body: fields(values), headers: { "Sec-Fetch-Site": "same-origin" } }),
    postJson: (path: string, value: unknown) =>
      ask(path, {
        method: "POST",
        body: JSON.stringify(value),
        headers: { "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json" },
      }),
  }
}
