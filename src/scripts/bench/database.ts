import postgres from "postgres"

/** A database of its own on a PostgreSQL, empty as yet; `drop` removes it with whoever is still connected. */
export async function makeDatabase(admin: string, what: string, settings: Record<string, string> = {}) {
  const name = `laurel_${what}_${process.pid}`
  const sql = postgres(admin, { max: 1, onnotice: () => {} })
  await sql.unsafe(`create database ${name}`)
  for (const [setting, value] of Object.entries(settings))
    await sql.unsafe(`alter database ${name} set ${setting} = ${value}`)
  const drop = async () => {
    await sql.unsafe(`drop database ${name} with (force)`)
    await sql.end()
  }
  return { url: Object.assign(new URL(admin), { pathname: `/${name}` }).href, drop }
}
