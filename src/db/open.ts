import { type Connection, connect } from "./connect.ts"
import { startEmbedded } from "./embedded.ts"
import { migrate, migrateUrl } from "./migrate.ts"

export type Opened = Connection & { readonly embedded: boolean }

/** Opens the database that the settings name, with its tables up to date: a PostgreSQL, or the embedded one in a folder. */
export async function openDatabase(settings: {
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly pool?: number
}): Promise<Opened> {
  if (settings.databaseUrl) {
    await migrateUrl(settings.databaseUrl)
    return { ...connect(settings.databaseUrl, settings.pool), embedded: false }
  }
  const connection = await startEmbedded({ folder: settings.dataDir })
  await migrate(connection)
  return { ...connection, embedded: true }
}
