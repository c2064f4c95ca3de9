import { execFileSync } from "node:child_process"
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { Agent, get as getPlain } from "node:http"
import { get as getSecure } from "node:https"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TLSSocket } from "node:tls"
import { afterAll, expect, test } from "vitest"
import type { Asked, KeptAnswer } from "#http/kept-answers.ts"
import { readPair, refusedBecause } from "#main/certificate.ts"
import { configFrom, SettingWrong } from "#main/config.ts"
import { listen } from "#main/listen.ts"
import { startProblem } from "#main/start.ts"

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

test("whoever types http:// is led to the address with https on the same port", async () => {
  certify("hall.test")
  const files = config({ TLS_CERT: cert, TLS_KEY: key, PUBLIC_ORIGIN: "https://192.0.2.7:3000" })
  const { port, drain } = await listen({ fetch: () => new Response("hello"), kept: undefined }, files, nothing)
  const plain = (init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}/judge/?lang=en`, { redirect: "manual", ...init })
  const led = await plain()
  expect([led.status, led.headers.get("Location")]).toEqual([307, "https://192.0.2.7:3000/judge/?lang=en"])
  expect(await led.text()).toContain("https only: https://192.0.2.7:3000")
  expect((await plain({ method: "POST", body: "mark=8" })).status).toBe(400)
  expect(await named(port)).toBe("hall.test")
  await drain()
})

test("a pair that cannot serve says which file and why, before anybody connects", () => {
  certify("hall.test")
  const other = { cert: join(folder, "foreign.pem"), key: join(folder, "foreign-key.pem") }
  certify("foreign.test", other)
  const bad = join(folder, "bad.pem")
  writeFileSync(bad, "nothing of the kind")
  expect(() => readPair({ cert: join(folder, "none.pem"), key })).toThrow(
    /TLS_CERT: the file .*none.pem cannot be read/,
  )
  expect(() => readPair({ cert, key: join(folder, "none.pem") })).toThrow(/TLS_KEY: the file .*none.pem cannot be read/)
  expect(() => readPair({ cert: bad, key })).toThrow("TLS_CERT")
  expect(() => readPair({ cert, key: bad })).toThrow("TLS_KEY")
  expect(() => readPair({ cert, key: other.key })).toThrow("the key does not belong to the certificate")
  expect(startProblem(new SettingWrong("x"))).toBe("x")
})

test("what browsers would refuse at the address that people type is said at the start", () => {
  certify("hall.test")
  const pem = readPair({ cert, key }).cert
  const now = new Date()
  expect(refusedBecause(pem, "https://127.0.0.1:3000", now)).toBeUndefined()
  expect(refusedBecause(pem, "https://192.0.2.7:3000", now)).toContain("does not name 192.0.2.7")
  expect(refusedBecause(pem, "https://hall.example", now)).toContain("does not name hall.example")
  expect(refusedBecause(pem, "https://127.0.0.1", new Date(now.getTime() + 3 * 86_400_000))).toContain("ended on")
  expect(refusedBecause(pem, "https://127.0.0.1", new Date(now.getTime() - 3 * 86_400_000))).toContain("begins only on")
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
    { ...first, takes: "gzip, deflate", seen: undefined },
    { ...first, takes: "gzip, deflate", seen: '"1"' },
  ])
  await drain()
})
