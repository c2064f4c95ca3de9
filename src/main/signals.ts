import { framesOf } from "#http/errors.ts"
import type { Running } from "./boot.ts"

/** npm passes on the Ctrl+C that the terminal has given to both: a signal within so many ms is the same one. */
const SAME = 500

/** Ends in good order at the first signal and at once at the second; SIGHUP reads the certificate again. */
export function untilSignalled({ stop, reload, log }: Running): void {
  let since: number | undefined
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, async () => {
      if (since !== undefined) {
        if (performance.now() - since > SAME) process.exit(1)
        return
      }
      since = performance.now()
      await stop()
      process.exit(0)
    })
  process.on("SIGHUP", () => {
    try {
      reload()
    } catch (error) {
      log.error({ code: (error as { code?: string }).code }, "the certificate could not be read again")
    }
  })
  for (const event of ["uncaughtException", "unhandledRejection"] as const)
    process.on(event, (error) => {
      log.fatal({ kind: event, where: error instanceof Error ? framesOf(error) : [] }, "a fault of ours")
      process.exit(1)
    })
}
