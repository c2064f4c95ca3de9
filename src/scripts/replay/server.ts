import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openAccount } from "#accounts/commands.ts"
import { policies } from "#accounts/policy.ts"
import { transact } from "#db/db.ts"
import { addDuty, addPerson } from "#directory/people/commands.ts"
import { setUp } from "#directory/setup/commands.ts"
import { ok } from "#lib/result.ts"
import { boot, type World } from "#main/boot.ts"
import { configFrom } from "#main/config.ts"
import { newKey } from "#secrets/key-file.ts"

export type OwnServer = {
  readonly origin: string
  readonly username: string
  readonly password: string
  readonly stop: () => Promise<void>
}

/** Starts a server of its own: on `DATABASE_URL` (which must be empty) or on an embedded database that is thrown away. */
export async function startOwnServer(databaseUrl: string | undefined): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), "laurel-replay-"))
  const port = 20_000 + (process.pid % 20_000)
  const origin = `http://127.0.0.1:${port}`
  const password = crypto.randomUUID()
  const own = { port, host: "127.0.0.1", origin, databaseUrl, dataDir: folder, keys: [newKey()] }
  const settings = { ...configFrom({ LOG: "error" }), ...own }
  const running = await boot(settings, (world) => staff(world, password))
  const stop = async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { origin, username: "officer", password, stop }
}

/** A federation with an officer and somebody to witness. */
export async function staff(world: World, password: string): Promise<void> {
  const scope = { ...world, actor: { kind: "system", name: "replay" } as const, now: new Date() }
  const person = {
    sex: "female",
    birthDate: "1980-01-01",
    post: "",
    identityClass: "cadre",
    skillLevel: null,
    isStudent: false,
  } as const
  const officer = {
    ...person,
    name: "重放一",
    username: "officer",
    password,
    federation: "重放",
    shortName: "重放",
    level: "municipal",
    regionCode: "",
    creditCode: "",
  } as const
  const made = await transact(scope, async (inner) => {
    const root = await setUp(inner, policies.default, officer)
    if (!root.ok) return root
    const witness = await addPerson(inner, root.value, { ...person, name: "重放二" })
    if (!witness.ok) return witness
    await addDuty(inner, witness.value.id, { kind: "auditor", unit: root.value })
    const account = await openAccount(inner, { personId: witness.value.id, username: "witness", password })
    return account.ok ? ok(undefined) : account
  })
  if (!made.ok) throw new Error(`this database is not empty: ${made.refusal.code}`)
}
