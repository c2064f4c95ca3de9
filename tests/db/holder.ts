import { startEmbedded } from "#db/embedded.ts"

// A process of its own that takes the data folder named by its argument, and says so, or says why it cannot.
try {
  await startEmbedded({ folder: process.argv[2] as string })
  process.send?.("started")
} catch (error) {
  process.send?.(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
