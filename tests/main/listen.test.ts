import { execFileSync } from "node:child_process"
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { Agent, get as getPlain } from "node:http"
import { get as getSecure } from "node:https"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TLSSocket } from "node:tls"
import { afterAll, expect, test } from "vitest"
import type { Asked, KeptAnswer } from "#http/keeping.ts"
import { configFrom } from "#main/config.ts"
import { listen } from "#main/listen.ts"

const folder = mkdtempSync(join(tmpdir(), "laurel-tls-"))
afterAll(() => rmSync(folder, { recursive: true }))
const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")]

/** A certificate of one's own for a name, in the two files. */
function certify(name: string, files = { cert, key }) {
  const subject = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"]
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
  execFileSync("openssl", ["req", "-x509", ...curve, ...subject, "-keyout", files.key, "-out", files.cert], {
    stdio: "ignore",
  })
}

const config = (more: Record<string, string> = {}) => ({ ...configFrom({ HOST: "127.0.0.1", ...more }), port: 0 })
const nothing = () => {}

const named = (port: number) =>
  new Promise<string>((resolve, reject) => {
    const options = { port, host: "127.0.0.1", rejectUnauthorized: false, agent: false as const }
    getSecure(options, (answer) => {
      const { subject } = (answer.socket as TLSSocket).getPeerCertificate()
      answer.resume().on("end", () => resolve(String(subject.CN)))
    }).on("error", reject)
  })

test("HTTPS is served from the two files, and a renewed pair is taken without a restart", async () => {
  certify("old.test")
  const { port, reload, drain } = await listen(
    { fetch: () => new Response("hello"), kept: undefined },
    config({ TLS_CERT: cert, TLS_KEY: key }),
    nothing,
  )
  expect(await named(port)).toBe("old.test")
  certify("new.test")
  reload()
  expect(await named(port)).toBe("new.test")
  const other = { cert: join(folder, "other.pem"), key: join(folder, "other-key.pem") }
  certify("other.test", other)
  copyFileSync(other.cert, cert)
  expect(reload).toThrow()
  writeFileSync(key, "not a key")
  expect(reload).toThrow()
  expect(await named(port)).toBe("new.test")
  await drain()
})

test("with a certificate the origin is https, and both files are needed", () => {
  const files = { TLS_CERT: cert, TLS_KEY: key }
  expect(configFrom({ ...files, PORT: "8443" })).toMatchObject({ origin: "https://localhost:8443", tls: { cert, key } })
  expect(configFrom({ ...files, PUBLIC_ORIGIN: "https://hall.test" }).origin).toBe("https://hall.test")
  expect(() => configFrom({ ...files, PUBLIC_ORIGIN: "http://hall.test" })).toThrow("PUBLIC_ORIGIN")
  expect(() => configFrom({ TLS_CERT: cert })).toThrow("TLS_CERT and TLS_KEY")
  expect(() => configFrom({ METRICS_TOKEN: "short" })).toThrow("METRICS_TOKEN")
})

test("a server that ends answers what it has begun, takes nothing new, and closes connections that were kept", async () => {
  const began = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const fetch = async (request: Request) => {
    if (!request.url.endsWith("/slow")) return new Response("quick")
    began.resolve()
    await release.promise
    return new Response("finished")
  }
  const { port, drain } = await listen({ fetch, kept: undefined }, config(), nothing)
  const agent = new Agent({ keepAlive: true })
  const ask = (path: string) =>
    new Promise<string>((resolve, reject) => {
      getPlain({ port, host: "127.0.0.1", path, agent }, async (answer) => {
        resolve((await answer.toArray()).join(""))
      }).on("error", reject)
    })
  expect(await ask("/")).toBe("quick")
  const slow = ask("/slow")
  await began.promise
  const ended = drain()
  await expect(ask("/")).rejects.toMatchObject({ code: "ECONNREFUSED" })
  release.resolve()
  expect(await slow).toBe("finished")
  await ended
  expect(Object.values(agent.sockets).flat()).toEqual([])
  agent.destroy()
})

test("a kept page is answered as the app would, whoever asks for it", async () => {
  const headers = { "content-type": "text/html; charset=UTF-8", etag: '"1"', vary: "Cookie" }
  const own = { ...headers, "X-Request-Id": "7" }
  const bytes = Buffer.from("板")
  const list = Object.entries(own).flat()
  const asked: Asked[] = []
  const kept = (one: Asked): KeptAnswer | undefined => {
    asked.push(one)
    if (!one.url.endsWith("/kept")) return undefined
    if (one.seen) return { status: 304, headers: list, bytes: null }
    return { status: 200, headers: ["Content-Length", "3", ...list], bytes }
  }
  const fetched = () => new Response(bytes, { headers: own })
  const { port, drain } = await listen({ fetch: fetched, kept }, config(), nothing)
  const at = (path: string, sent = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { Cookie: "a=b", ...sent } })
  const told = async (answer: Response) => {
    const { date: _, ...rest } = Object.fromEntries(answer.headers)
    return [answer.status, rest, await answer.text()]
  }
  const whole = await told(await at("/kept"))
  expect(whole).toEqual(await told(await at("/made")))
  expect(whole).toEqual([200, expect.objectContaining({ ...headers, "content-length": "3" }), "板"])
  expect(await told(await at("/kept", { "If-None-Match": '"1"' }))).toEqual([
    304,
    expect.not.objectContaining({ "content-length": expect.anything() }),
    "",
  ])
  const first = { method: "GET", url: `http://127.0.0.1:${port}/kept`, cookie: "a=b" }
  expect([asked[0], asked[2]]).toEqual([
    { ...first, seen: undefined },
    { ...first, seen: '"1"' },
  ])
  await drain()
})
