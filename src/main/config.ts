import { join } from "node:path"
import { z } from "zod"
import { policyNames } from "#accounts/policy.ts"
import { shortestRetention } from "#audit/retention.ts"
import { leastShown } from "#boards/statistics/withheld.ts"

/** 32 bytes in base64. */
const key = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, "32 bytes in base64, as `openssl rand -base64 32` gives them")

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("0.0.0.0"),
  PUBLIC_ORIGIN: z.url().optional(),
  DATABASE_URL: z.string().optional(),
  DATA_DIR: z.string().default(".data"),
  FILES_DIR: z.string().optional(),
  FILE_LIMIT_MB: z.coerce.number().int().min(1).max(50).default(10),
  LAUREL_KEY: key.optional(),
  LAUREL_OLD_KEYS: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(key))
    .default([]),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).max(320).optional(),
  METRICS_TOKEN: z.string().min(16, "at least 16 signs, as `openssl rand -hex 16` gives them").optional(),
  AUDIT_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(shortestRetention, `the trail is kept for ${shortestRetention} days at least`)
    .default(400),
  POLICY: z.enum(policyNames).default("default"),
  STATISTICS_LEAST: z.coerce.number().int().min(3, "fewer than 3 would single people out").max(100).default(leastShown),
  TRUST_PROXY: z.coerce.number().int().min(0).max(9).default(0),
  CONTACT: z.string().max(120, "at most 120 signs").default(""),
  LOG: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
})

export type Config = {
  readonly port: number
  readonly host: string
  readonly origin: string
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  /** Where the files lie that were sent, and the most bytes that one may have. */
  readonly filesDir: string
  readonly fileLimit: number
  /** Master keys, the one in use first; none given, one is kept beside the embedded database. */
  readonly keys: readonly string[]
  readonly auditRetentionDays: number
  /** What is demanded of those who sign in: see accounts/policy.ts. */
  readonly policy: (typeof policyNames)[number]
  /** How many proxies before us are our own and tell the address of the client. */
  readonly trustProxy: number
  /** In statistics about people themselves, the fewest that are told. */
  readonly leastShown: number
  readonly log: string
  /** Where visitors reach the office, for the foot of public pages. */
  readonly contact?: string
  /** Files to serve HTTPS from. */
  readonly tls?: TlsFiles | undefined
  readonly metricsToken?: string | undefined
  /** The server that takes mails, and who they are from; without them invitations are printed. */
  readonly mail?: { readonly url: string; readonly from: string } | undefined
}

export type TlsFiles = { readonly cert: string; readonly key: string }

export class SettingWrong extends Error {}

const keyMissing = "Setting LAUREL_KEY: missing. Make one with `openssl rand -base64 32` and keep a copy elsewhere."

/** Reads the settings from the environment; a wrong one stops the start with its name. */
export function configFrom(environment: Record<string, string | undefined>): Config {
  const read = settings.safeParse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== "")))
  if (!read.success)
    throw new SettingWrong(`Setting ${read.error.issues.map(({ path, message }) => `${path}: ${message}`).join("; ")}`)
  const { PORT, HOST, DATABASE_URL, DATA_DIR, LAUREL_KEY, LAUREL_OLD_KEYS, POLICY, LOG, METRICS_TOKEN } = read.data
  if (DATABASE_URL && !LAUREL_KEY) throw new SettingWrong(keyMissing)
  if (LAUREL_OLD_KEYS.length > 0 && !LAUREL_KEY) throw new SettingWrong("Setting LAUREL_OLD_KEYS: needs LAUREL_KEY")
  return {
    port: PORT,
    host: HOST,
    ...addressOf(read.data),
    databaseUrl: DATABASE_URL,
    dataDir: DATA_DIR,
    filesDir: read.data.FILES_DIR ?? join(DATA_DIR, "files"),
    fileLimit: read.data.FILE_LIMIT_MB * 2 ** 20,
    keys: LAUREL_KEY ? [LAUREL_KEY, ...LAUREL_OLD_KEYS] : [],
    auditRetentionDays: read.data.AUDIT_RETENTION_DAYS,
    policy: POLICY,
    trustProxy: read.data.TRUST_PROXY,
    leastShown: read.data.STATISTICS_LEAST,
    log: LOG,
    contact: read.data.CONTACT,
    metricsToken: METRICS_TOKEN,
    mail: mailOf(read.data),
  }
}

const ownMachine = new Set(["localhost", "127.0.0.1", "[::1]"])

/** The same from a Worker's bindings, where no port tells the address and no folder keeps a key. */
export function workerConfig(bindings: Readonly<Record<string, unknown>>): Config {
  const texts = Object.entries(bindings).filter((pair): pair is [string, string] => typeof pair[1] === "string")
  const config = configFrom(Object.fromEntries(texts))
  if (!bindings.PUBLIC_ORIGIN) throw new SettingWrong("Setting PUBLIC_ORIGIN: missing. It is the address people type.")
  const { protocol, hostname } = new URL(config.origin)
  if (protocol !== "https:" && !ownMachine.has(hostname))
    throw new SettingWrong("Setting PUBLIC_ORIGIN: must begin with https://, or cookies would not be bound to it")
  if (config.keys.length === 0) throw new SettingWrong(keyMissing)
  return config
}

function mailOf({ SMTP_URL, MAIL_FROM }: z.output<typeof settings>) {
  if (!SMTP_URL !== !MAIL_FROM) throw new SettingWrong("Settings SMTP_URL and MAIL_FROM: only one of them is given")
  return SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : undefined
}

/** The address that people type; over HTTPS, also where a proxy ends it, cookies are bound to it. */
function addressOf({ PORT, PUBLIC_ORIGIN, TLS_CERT, TLS_KEY }: z.output<typeof settings>) {
  if (!TLS_CERT !== !TLS_KEY) throw new SettingWrong("Settings TLS_CERT and TLS_KEY: only one of them is given")
  const tls = TLS_CERT && TLS_KEY ? { cert: TLS_CERT, key: TLS_KEY } : undefined
  const { origin, protocol } = new URL(PUBLIC_ORIGIN ?? `${tls ? "https" : "http"}://localhost:${PORT}`)
  if (tls && protocol !== "https:")
    throw new SettingWrong("Setting PUBLIC_ORIGIN: must begin with https:// where TLS_CERT is given")
  return { origin, tls }
}
