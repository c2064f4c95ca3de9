import { FolderInUse } from "#db/folder-lock.ts"
import { KeyWrong } from "#secrets/keyring.ts"
import { SettingWrong } from "./config.ts"

/** Why a start failed, in words for whoever typed the command; nothing where it is a fault of ours. */
export function startProblem(error: unknown): string | undefined {
  if (error instanceof FolderInUse || error instanceof SettingWrong || error instanceof KeyWrong) return error.message
  const { code, port, cause } = error as { code?: unknown; port?: unknown; cause?: unknown }
  if (code === "EADDRINUSE") return `Port ${port} is in use. Stop what listens there, or set PORT to another one.`
  if (code === "EACCES") return `Port ${port} may not be opened by this user. Set PORT to one above 1023.`
  if (code === "ECONNREFUSED" || code === "CONNECT_TIMEOUT" || code === "ENOTFOUND")
    return "The database of DATABASE_URL does not answer. Start it, or correct the address."
  if (code === "28P01" || code === "28000" || code === "3D000")
    return "The database of DATABASE_URL refused: user, password or database name is wrong."
  return cause ? startProblem(cause) : undefined
}

/** Runs a start; a failure that its caller can mend is said in a sentence, a fault of ours keeps its stack. */
export async function started<T>(start: () => Promise<T>): Promise<T> {
  try {
    return await start()
  } catch (error) {
    const problem = startProblem(error)
    if (!problem) throw error
    process.stderr.write(`${problem}\n`)
    process.exit(1)
  }
}
