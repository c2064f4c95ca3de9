import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { drizzle } from "drizzle-orm/pglite"
import { migrate } from "drizzle-orm/pglite/migrator"
import postgres from "postgres"
import type { TestProject } from "vitest/node"
import { migrateUrl } from "#db/migrate.ts"

declare module "vitest" {
  interface ProvidedContext {
    dump: string
    postgres: string
    template: string
  }
}

/** Migrates once: into a template database of the PostgreSQL to test on, or into a dump for the embedded one. */
export async function setup(project: TestProject) {
  const url = process.env.TEST_DATABASE_URL ?? ""
  const template = url ? `laurel_template_${process.pid}` : ""
  const folder = mkdtempSync(join(tmpdir(), "laurel-"))
  const dump = url ? "" : await dumpMigrated(join(folder, "dump"))
  if (url) await makeTemplate(url, template)
  project.provide("dump", dump)
  project.provide("postgres", url)
  project.provide("template", template)
  return async () => {
    rmSync(folder, { recursive: true })
    if (url) await dropAll(url)
  }
}

async function dumpMigrated(path: string): Promise<string> {
  const pglite = await PGlite.create()
  await migrate(drizzle(pglite), { migrationsFolder: "drizzle" })
  writeFileSync(path, new Uint8Array(await (await pglite.dumpDataDir("none")).arrayBuffer()))
  await pglite.close()
  return path
}

async function makeTemplate(url: string, template: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql.unsafe(`drop database if exists ${template}`)
  await sql.unsafe(`create database ${template}`)
  await sql.end()
  await migrateUrl(databaseUrl(url, template))
}

async function dropAll(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const names = await sql`select datname from pg_database where datname like ${`laurel_%_${process.pid}%`}`
  for (const { datname } of names) await sql.unsafe(`drop database if exists ${datname} with (force)`)
  await sql.end()
}

const databaseUrl = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
