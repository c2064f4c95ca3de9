import { startProblem } from "#main/start.ts"
import { BackupFailed } from "./postgres.ts"

/** Does what a command says and ends with its number; what went wrong in a way its caller can mend is one sentence. */
export async function said(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (error) {
    const problem = error instanceof BackupFailed ? error.message : startProblem(error)
    process.stderr.write(`${problem ?? (error as Error).stack}\n`)
    process.exitCode = 2
  }
}

/** The one file that a command is given. */
export function fileGiven(command: string): string {
  const [file, ...more] = process.argv.slice(2)
  if (file === undefined || more.length > 0) throw new BackupFailed(`usage: npm run ${command} -- FILE`)
  return file
}
