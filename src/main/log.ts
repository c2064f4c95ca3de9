import { type DestinationStream, type Logger, pino } from "pino"
import { framesOf } from "#http/errors.ts"
import { redactFacts, redactText } from "#lib/redaction.ts"

type Output = DestinationStream & { readonly flushSync?: () => void }

/** Where lines go: standard output, in pieces of 16 KB and at least every second; what is worse than news at once. */
function standardOutput(): Output {
  const output = pino.destination({ dest: 1, sync: false, minLength: 16_000 })
  setInterval(() => output.flush(), 1000).unref()
  return output
}

/** The time of a line, worked out once a millisecond. */
function timeOfLine(): () => string {
  let last = 0
  let text = ""
  return () => {
    const now = Date.now()
    if (now !== last) text = `,"time":"${new Date(now).toISOString()}"`
    last = now
    return text
  }
}

const request = '"msg":"request"}\n'

export type Log = { readonly log: Logger; readonly flush: () => void }

/** JSON lines in which no identity number, phone number, cookie or password stands, and no message of a database. */
export function logTo(level: string, output: Output = standardOutput()): Log {
  const flush = () => output.flushSync?.()
  const write = (line: string) => {
    // A request's line holds nothing of what was sent, and is written for every one of them.
    output.write(line.endsWith(request) ? line : redactText(line))
    if (!line.startsWith('{"level":"info"')) flush()
  }
  const log = pino(
    {
      level,
      base: null,
      timestamp: timeOfLine(),
      formatters: { level: (label) => ({ level: label }), log: redactFacts },
      serializers: { err: (error: Error) => ({ kind: error.name, where: framesOf(error) }) },
      // An error that is logged without words would lend its own message to the line.
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.length === 1 && typeof args[0] === "object" ? [args[0], "failed"] : args)
        },
      },
    },
    { write },
  )
  return { log, flush }
}
