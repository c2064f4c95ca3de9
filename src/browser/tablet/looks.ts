import { fetchSession } from "../outbox/network.ts"
import { takeIn } from "../outbox/take-in.ts"
import { freshPage } from "../shared/fresh-page.ts"
import type { TabletOutbox } from "./outbox.ts"

const EVERY = 20_000

/** Asks now and then whether the panel has to look again, where the rules know of that, and says so without a reload. */
export function watchLooks({ store }: TabletOutbox): void {
  if (document.querySelector("[data-looks]")) setInterval(() => void look(store), EVERY)
}

async function look(store: TabletOutbox["store"]): Promise<void> {
  const place = document.querySelector("[data-looks]")
  const told = await asked()
  if (!place || told === undefined || linksOf(told) === linksOf(place)) return
  place.replaceWith(told)
  const session = await fetchSession()
  if (session) await takeIn(store, session)
}

async function asked(): Promise<Element | undefined> {
  try {
    return (await freshPage("/judge/looks")).querySelector(".looks") ?? undefined
  } catch {
    return undefined
  }
}

const linksOf = (place: Element): string =>
  [...place.querySelectorAll<HTMLAnchorElement>("a")].map((link) => link.getAttribute("href")).join(" ")
