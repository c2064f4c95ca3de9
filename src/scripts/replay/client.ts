/** A browser without a window: cookies, forms, JSON, and the patience to try again when the server is gone. */
export type Client = {
  readonly get: (path: string) => Promise<Answer>
  readonly form: (path: string, fields: Readonly<Record<string, string | readonly string[]>>) => Promise<Answer>
  readonly upload: (path: string, name: string, file: Blob, fileName: string) => Promise<Answer>
  readonly json: (path: string, value: unknown) => Promise<Answer>
  /** What it would send as its cookies. */
  readonly cookie: () => string
}

export type Answer = { readonly status: number; readonly text: string; readonly location: string }

type Visit = { readonly origin: string; readonly cookies: Map<string, string> }

type Send = { readonly method: string; readonly body?: BodyInit; readonly type?: string }

const cookieOf = ({ cookies }: Pick<Visit, "cookies">) => [...cookies].map((pair) => pair.join("=")).join("; ")

/** Tries for about a minute: long enough for a server that was killed to come back. */
const attempts = 120

export function createClient(origin: string): Client {
  const visit: Visit = { origin, cookies: new Map() }
  return {
    get: (path) => patiently(visit, path, { method: "GET" }),
    form: (path, fields) => once(visit, path, { method: "POST", body: formBody(fields) }),
    upload: (path, name, file, fileName) => {
      const body = new FormData()
      body.append(name, file, fileName)
      return once(visit, path, { method: "POST", body })
    },
    cookie: () => cookieOf(visit),
    json: (path, value) =>
      patiently(visit, path, { method: "POST", body: JSON.stringify(value), type: "application/json" }),
  }
}

async function once({ origin, cookies }: Visit, path: string, { method, body, type }: Send): Promise<Answer> {
  const headers = new Headers({ Origin: origin, Cookie: cookieOf({ cookies }) })
  if (type) headers.set("Content-Type", type)
  const response = await fetch(new URL(path, origin), {
    method,
    headers,
    redirect: "manual",
    ...(body ? { body } : {}),
  })
  for (const line of response.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    cookies.set(name, value)
  }
  return { status: response.status, text: await response.text(), location: response.headers.get("location") ?? "" }
}

/** Sends again after a network failure or a 503; safe only because every operation carries its own id. */
async function patiently(visit: Visit, path: string, send: Send): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await once(visit, path, send).catch((error: Error) => error)
    if (!(answer instanceof Error) && answer.status !== 503) return answer
    if (attempt === attempts)
      throw new Error(`no answer from ${path}: ${answer instanceof Error ? answer.message : answer.status}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

function formBody(fields: Readonly<Record<string, string | readonly string[]>>): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value)
  return body
}

/** The answer's location, or a stop that says what came instead. */
export function expectRedirect(answer: Answer, doing: string): string {
  if (answer.status === 303) return answer.location
  const words = answer.text
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .slice(0, 400)
  throw new Error(`${doing}: expected a redirect, got ${answer.status}: ${words}`)
}
