import { createPrivateKey, X509Certificate } from "node:crypto"
import { readFileSync } from "node:fs"
import { isIP } from "node:net"
import { SettingWrong, type TlsFiles } from "./config.ts"

type Pair = { readonly cert: Buffer; readonly key: Buffer }

const tried = <T>(work: () => T, problem: string): T => {
  try {
    return work()
  } catch {
    throw new SettingWrong(problem)
  }
}

const fileOf = (setting: string, path: string) =>
  tried(() => readFileSync(path), `Setting ${setting}: the file ${path} cannot be read`)

/** The two files to serve HTTPS from; where they are not what they should be, says which one and why. */
export function readPair(files: TlsFiles): Pair {
  const pair = { cert: fileOf("TLS_CERT", files.cert), key: fileOf("TLS_KEY", files.key) }
  const cert = tried(() => new X509Certificate(pair.cert), `Setting TLS_CERT: ${files.cert} holds no certificate (PEM)`)
  const key = tried(
    () => createPrivateKey(pair.key),
    `Setting TLS_KEY: ${files.key} holds no private key (PEM), or one with a password`,
  )
  if (!cert.checkPrivateKey(key))
    throw new SettingWrong("Settings TLS_CERT and TLS_KEY: the key does not belong to the certificate")
  return pair
}

/** Why browsers would refuse a certificate at the address that people type, whoever they trust; nothing where not. */
export function refusedBecause(cert: Buffer, origin: string, now: Date): string | undefined {
  const read = new X509Certificate(cert)
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, "")
  const named = isIP(host) ? read.checkIP(host) : read.checkHost(host)
  if (!named)
    return `The certificate of TLS_CERT does not name ${host}, the address of PUBLIC_ORIGIN: browsers refuse it.`
  if (new Date(read.validTo) <= now) return `The certificate of TLS_CERT ended on ${read.validTo}: browsers refuse it.`
  return new Date(read.validFrom) > now ? `The certificate of TLS_CERT begins only on ${read.validFrom}.` : undefined
}
