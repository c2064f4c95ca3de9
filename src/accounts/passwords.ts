import { randomBytes, scrypt, timingSafeEqual } from "node:crypto"
import { gate } from "#lib/gate.ts"

type Cost = { readonly ln: number; readonly r: number; readonly p: number }

/** OWASP's and ASVS's scrypt at 32 MiB: runs on Workers too, where 2^17 cannot. */
const cost: Cost = { ln: 15, r: 8, p: 3 }

/** Two at once take two cores and 64 MiB; whoever would be the twentieth to wait is asked to come again. */
const pass = gate(2, 20)

/** How many passwords were derived since the start: the same for a known user and an unknown one. */
export const derived = { count: 0 }

function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  derived.count++
  const options = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r }
  return pass(
    () =>
      new Promise((resolve, reject) =>
        scrypt(password, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key))),
      ),
  )
}

/** Hashes a password into a PHC string; about 0.2 s and 32 MiB. */
export async function hashPassword(password: string, at: Cost = cost): Promise<string> {
  const salt = randomBytes(16)
  return `$scrypt$${written(at)}$${base64(salt)}$${base64(await derive(password, salt, at))}`
}

/** Whether the password is the one that was hashed; the work is the same for a hash that does not exist. */
export async function verifyPassword(password: string, phc: string | undefined): Promise<boolean> {
  const [, , parameters = "", salt = "", key = ""] = (phc ?? nobody).split("$")
  const expected = Buffer.from(key, "base64")
  const given = await derive(password, Buffer.from(salt, "base64"), costOf(parameters))
  return given.length === expected.length && timingSafeEqual(given, expected) && phc !== undefined
}

/** Whether a hash was made at another cost than today's: it is made anew when its password is next typed. */
export const isOutdated = (phc: string): boolean => phc.split("$")[2] !== written(cost)

const written = ({ ln, r, p }: Cost) => `ln=${ln},r=${r},p=${p}`

function costOf(parameters: string): Cost {
  const [, ln, r, p] = /^ln=(\d+),r=(\d+),p=(\d+)$/.exec(parameters) ?? []
  return { ln: Number(ln), r: Number(r), p: Number(p) }
}

const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "")

const nobody = `$scrypt$${written(cost)}$${base64(Buffer.alloc(16))}$${base64(Buffer.alloc(32))}`
