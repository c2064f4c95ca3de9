/** What the server's `/judge/worker.js` says before it loads this worker. */
export type Shell = {
  /** Changes with every file that a tablet loads. */
  readonly version: string
  /** Address by name of all that the screens load. */
  readonly assets: Readonly<Record<string, string>>
  /** What the server puts on its own pages, the policy of content among them. */
  readonly headers: Readonly<Record<string, string>>
}

type Waiting = Event & { waitUntil: (work: Promise<unknown>) => void }
export type Fetching = Waiting & { readonly request: Request; respondWith: (answer: Promise<Response>) => void }
export type Told = Waiting & { readonly data: unknown; readonly ports: readonly MessagePort[] }

type Heard = { install: Waiting; activate: Waiting; fetch: Fetching; message: Told }

/** A service worker's `self`, as far as it is used here: TypeScript knows either pages or workers, not both. */
type WorkerScope = {
  readonly laurel: Shell
  readonly registration: { readonly active: unknown }
  readonly clients: { claim: () => Promise<void> }
  readonly skipWaiting: () => Promise<void>
  readonly addEventListener: <K extends keyof Heard>(kind: K, hear: (event: Heard[K]) => void) => void
}

export const scope = globalThis as unknown as WorkerScope
