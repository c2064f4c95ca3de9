import { type DestinationStream, type Logger, pino } from "pino"
import { framesOf } from "#http/errors.ts"
import type { Answered } from "#http/metrics.ts"
import { redactFacts, redactText } from "#lib/redaction.ts"

type Output = DestinationStream & { readonly flushSync?: () => void }

/** Where lines go: standard output, a thousand together and at least every second; what is worse than news at once. */
function standardOutput(): Output {
  const output = pino.destination({ dest: 1, sync: false })
  // The destination looks through every piece that it takes: fewer and longer pieces cost it far less.
  const lines: string[] = []
  const pass = () => {
    if (lines.length > 0) output.write(lines.splice(0).join(""))
  }
  setInterval(pass, 1000).unref()
  const write = (line: string) => {
    if (lines.push(line) >= 1000) pass()
  }
  const flushSync = () => {
    pass()
    output.flushSync()
  }
  return { write, flushSync }
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

export type Log = {
  readonly log: Logger
  /** Writes the line of a request, which holds nothing of what was sent. */
  readonly answered: (answered: Answered) => void
  readonly flush: () => void
}

/** JSON lines in which no identity number, phone number, cookie or password stands, and no message of a database. */
export function logTo(level: string, output: Output = standardOutput()): Log {
  const flush = () => output.flushSync?.()
  const write = (line: string) => {
    output.write(redactText(line))
    if (!line.startsWith('{"level":"info"')) flush()
  }
  const timestamp = timeOfLine()
  const log = pino(
    {
      level,
      base: null,
      timestamp,
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
  // Put together here: there is one for every request, and the logger would look at each of its facts.
  const answered = ({ requestId, method, route, status, ms }: Answered) => {
    const facts = `"requestId":"${requestId}","method":"${method}","route":${JSON.stringify(route)},"status":${status}`
    output.write(`{"level":"info"${timestamp()},${facts},"ms":${ms},"msg":"request"}\n`)
  }
  return { log, answered: log.isLevelEnabled("info") ? answered : () => {}, flush }
}
