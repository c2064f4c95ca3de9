import { entriesPage, markPage } from "#competition/judging/marks/pages.ts"
import { entriesShown, markShown, placeIn } from "#competition/judging/marks/tablet-view.ts"
import { offlinePage, signInPage } from "#competition/judging/seats/pages.ts"
import { sheetPage, signaturePage } from "#competition/judging/sheets/pages.ts"
import type { Problem } from "#http/forms.ts"
import { uuidv7 } from "#lib/uuid.ts"
import { fetchSession } from "../outbox/network.ts"
import { heldBack } from "../outbox/order.ts"
import type { Store } from "../outbox/store.ts"
import { takeIn } from "../outbox/take-in.ts"
import type { Item, Session, Tablet } from "../outbox/types.ts"
import { chance } from "../shared/chance.ts"
import { choicesIn } from "./choices.ts"
import { page } from "./page.ts"
import { answersFrom, type Screen, screenOf, sheetFrom, tabletFrom, undoFrom } from "./screens.ts"

/** All that this tablet knows, with the session of the seat that it acts for. */
export type Known = { readonly items: readonly Item[]; readonly session: Session; readonly tablet: Tablet }

type Perhaps = Omit<Known, "session"> & { readonly session: Session | undefined }

/** What is known of the seat; asked of the server where nothing is, or where another code was entered since. */
export async function known(store: Store): Promise<Perhaps> {
  const all = await store.all()
  if (all.session && !all.tablet.stale) return all
  const session = await fetchSession()
  if (!session) return { ...all, session: undefined }
  await takeIn(store, session)
  return store.all()
}

/** A screen of the seat, made on this tablet; nothing where only the server can answer. */
export async function asked(url: URL, store: Store): Promise<Response | undefined> {
  const screen = screenOf(url.pathname)
  if (!screen) return undefined
  await store.note(choicesIn(url.searchParams))
  if (screen.kind === "door") return door(url, await store.all())
  const all = await known(store)
  const { session } = all
  if (!session) return undefined
  if (all.tablet.door === "signed_out" || all.tablet.door === "taken_over") return door(url, all)
  return shown(url, screen, { ...all, session })
}

/** The sign-in. What is held keeps the tablet with its seat; a seat that is open is one tap away. */
function door(url: URL, { items, session, tablet }: Perhaps): Response {
  const count = heldBack(items)
  const seat = items.find(({ state }) => state === "unsent" || state === "conflict")?.seat ?? session?.seat.id
  const alias = session && session.seat.id === seat ? session.seat.alias : undefined
  const held =
    seat !== undefined && session ? { seat, count, ...(alias && { alias }), door: tablet.door ?? "open" } : undefined
  return page(url, tablet, signInPage, { code: "", problems: [], held })
}

/** Needs the network, which is away: the way back to what does not. */
export const offline = async (url: URL, store: Store): Promise<Response> =>
  page(url, (await store.all()).tablet, offlinePage, { here: url.pathname }, 503)

function shown(url: URL, screen: Screen, all: Known): Response | undefined {
  const { session, items, tablet } = all
  const view = tabletFrom(session, items, tablet)
  if (screen.kind === "entries") {
    const unread = answersFrom(items, session.seat.id)
    return page(url, tablet, entriesPage, { ...entriesShown(view), unread })
  }
  if (screen.kind === "mark") return showMark(url, all, screen.code, screen.slot)
  const sheet = sheetFrom(session, view)
  if (screen.kind === "signature") return page(url, tablet, signaturePage, { ...sheet, problems: [] })
  const done = url.searchParams.get("done") === "signed" ? "signed" : ""
  return page(url, tablet, sheetPage, { ...sheet, done })
}

/** What a judge sent that was not written down: shown again with what is wrong, or asked about. */
type Tried = {
  readonly typed: string
  readonly reason: string
  readonly doubt?: string
  readonly problems?: Problem[]
}

const doneWords = ["cleared", "undone", "called"]

export function showMark(url: URL, all: Known, code: string, slot?: string, tried?: Tried): Response | undefined {
  const view = tabletFrom(all.session, all.items, all.tablet)
  const place = placeIn(view, code, slot)
  if (!place) return undefined
  const done = url.searchParams.get("done") ?? ""
  const shape = {
    ...markShown(view, place),
    problems: [],
    ...tried,
    operation: uuidv7(new Date(), chance(10)),
    undo: undoFrom(all.session, all.items, view),
    done: doneWords.includes(done) ? done : "",
  }
  return page(url, all.tablet, markPage, shape, tried ? 422 : 200)
}
