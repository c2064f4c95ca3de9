import { createTransport } from "nodemailer"
import type { Mailer } from "./mailer.ts"

/** Delivers through an SMTP server: `smtps://user:password@host`, or `smtp://host:25` within one's own network. */
export function smtpMailer(url: string, from: string): Mailer & { readonly close: () => void } {
  const transport = createTransport({
    ...optionsOf(new URL(url)),
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
  return {
    send: async ({ to, subject, text }) => {
      const headers = { "Auto-Submitted": "auto-generated" }
      await transport.sendMail({ from, to: { name: "", address: to }, subject, text, headers })
    },
    close: () => transport.close(),
  }
}

function optionsOf({ protocol, hostname, port, username, password }: URL) {
  const secure = protocol === "smtps:"
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined
  return {
    host: hostname,
    port: Number(port || (secure ? 465 : 587)),
    secure,
    // A password never travels in the clear.
    requireTLS: !secure && auth !== undefined,
    ...(auth && { auth }),
  }
}
