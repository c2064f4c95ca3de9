const LIMIT = 15_000

/** The page at an address as it stands on the server now; throws where none came in time, or another one. */
export async function freshPage(address: string): Promise<Document> {
  const answer = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(LIMIT) })
  if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`)
  return new DOMParser().parseFromString(await answer.text(), "text/html")
}
