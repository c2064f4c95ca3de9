import { z } from "zod"

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("0.0.0.0"),
  PUBLIC_ORIGIN: z.url().optional(),
  DATABASE_URL: z.string().optional(),
  DATA_DIR: z.string().default(".data"),
  LOG: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
})

export type Config = {
  readonly port: number
  readonly host: string
  readonly origin: string
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly log: string
}

export class SettingWrong extends Error {}

/** Reads the settings from the environment; a wrong one stops the start with its name. */
export function configFrom(environment: Record<string, string | undefined>): Config {
  const read = settings.safeParse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== "")))
  if (!read.success)
    throw new SettingWrong(`Setting ${read.error.issues.map(({ path, message }) => `${path}: ${message}`).join("; ")}`)
  const { PORT, HOST, PUBLIC_ORIGIN, DATABASE_URL, DATA_DIR, LOG } = read.data
  return {
    port: PORT,
    host: HOST,
    origin: new URL(PUBLIC_ORIGIN ?? `http://localhost:${PORT}`).origin,
    databaseUrl: DATABASE_URL,
    dataDir: DATA_DIR,
    log: LOG,
  }
}
