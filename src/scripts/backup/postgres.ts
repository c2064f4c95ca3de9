import { spawn } from "node:child_process"

/** Why a dump or a restore could not be done, in words for whoever typed the command. */
export class BackupFailed extends Error {}

/** Runs one of PostgreSQL's own programs on a database; the password goes by the environment, where `ps` does not show it. */
export async function runPostgres(
  program: "pg_dump" | "pg_restore",
  url: string,
  args: readonly string[],
): Promise<void> {
  const address = new URL(url)
  const password = decodeURIComponent(address.password)
  address.password = ""
  const env = { ...process.env, ...(password ? { PGPASSWORD: password } : {}) }
  const child = spawn(program, [...args, `--dbname=${address.href}`], { env, stdio: ["ignore", "ignore", "pipe"] })
  let said = ""
  child.stderr.on("data", (bytes) => {
    said += bytes
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("close", resolve)
    child.once("error", () =>
      reject(new BackupFailed(`${program} is not installed: on Debian, apt-get install postgresql-client`)),
    )
  })
  if (code !== 0) throw new BackupFailed(`${program} failed:\n${said.trim()}`)
}
