import { randomBytes, scrypt, timingSafeEqual } from "node:crypto"

/** OWASP's and ASVS's scrypt at 32 MiB: runs on Workers too, where 2^17 cannot. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 2 ** 20 }
const parameters = "ln=15,r=8,p=3"

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key))),
  )

/** Hashes a password into a PHC string; about 0.2 s and 32 MiB. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `$scrypt$${parameters}$${base64(salt)}$${base64(await derive(password, salt))}`
}

/** Whether the password is the one that was hashed; the work is the same for a hash that does not exist. */
export async function verifyPassword(password: string, phc: string | undefined): Promise<boolean> {
  const [, , , salt = "", key = ""] = (phc ?? nobody).split("$")
  const expected = Buffer.from(key, "base64")
  const given = await derive(password, Buffer.from(salt, "base64"))
  return timingSafeEqual(given, expected) && phc !== undefined
}

const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "")

const nobody = `$scrypt$${parameters}$${base64(Buffer.alloc(16))}$${base64(Buffer.alloc(32))}`
