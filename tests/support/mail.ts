import { SMTPServer } from "smtp-server"

export type Taken = {
  readonly from: string
  readonly to: string[]
  readonly raw: string
  readonly subject: string
  readonly text: string
}

/** A server that takes every mail and keeps it. */
export async function mailServer() {
  const taken: Taken[] = []
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on("data", (part: Buffer) => parts.push(part))
      stream.on("end", () => {
        const raw = Buffer.concat(parts).toString("utf8")
        const from = envelope.mailFrom ? envelope.mailFrom.address : ""
        taken.push({
          from,
          to: envelope.rcptTo.map(({ address }) => address),
          raw,
          subject: subjectOf(raw),
          text: textOf(raw),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.server.address() as { port: number }
  return {
    taken,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** The text of a mail of one part, whatever way it was written down. */
function textOf(raw: string): string {
  const [head = "", ...rest] = raw.split("\r\n\r\n")
  const body = rest.join("\r\n\r\n")
  if (/base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8")
  return /quoted-printable/i.test(head) ? fromQuoted(body) : body
}

function fromQuoted(text: string): string {
  const whole = text.replace(/=\r\n/g, "").replace(/%/g, "%25")
  return decodeURIComponent(whole.replace(/=([0-9A-F]{2})/g, "%$1"))
}

/** The subject, put together again from the pieces in which a header writes other than ASCII. */
function subjectOf(raw: string): string {
  const line = /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(raw)?.[1] ?? ""
  const whole = line.replace(/\?=\s+=\?/g, "?==?").replace(/\r\n/g, "")
  return whole.replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, way: string, piece: string) =>
    /b/i.test(way) ? Buffer.from(piece, "base64").toString("utf8") : fromQuoted(piece.replace(/_/g, " ")),
  )
}
