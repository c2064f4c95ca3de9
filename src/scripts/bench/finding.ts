import { filterIn } from "#boards/board/filter.ts"
import { boardOf } from "#boards/board/whole/queries.ts"
import { search } from "#boards/search/queries.ts"
import { connect } from "#db/connect.ts"
import type { Scope } from "#db/db.ts"
import { searchTerms } from "#lib/search.ts"
import { newKey } from "#secrets/key-file.ts"
import { keyringOf } from "#secrets/keyring.ts"
import type { BoardAsked, Timed } from "./bare-register.ts"
import { answering } from "./children.ts"
import { timed } from "./rounds.ts"

/**
 * Boards under filters, or what words find, as the app asks the database for them: from the words to all that a page
 * shows, without the page. Beside a search stands a read of as many whole entries by their keys, over the same driver.
 */
export type Finding = {
  readonly url: string
  readonly words?: readonly string[]
  readonly boards?: readonly BoardAsked[]
}

let opened: { url: string; scope: Scope } | undefined

function scopeOn(url: string): Scope {
  if (opened?.url !== url) {
    const { db } = connect(url)
    // Nothing is written meanwhile: as for requests between two changes, one state of the database is named.
    const world = { db, keys: keyringOf([newKey()]), now: new Date(), revision: url }
    opened = { url, scope: { ...world, actor: { kind: "public" } } }
  }
  return opened.scope
}

async function find({ url, words = [], boards = [] }: Finding): Promise<Timed> {
  const scope = scopeOn(url)
  const first = { number: 1, size: 20, offset: 0 }
  const rows: number[] = []
  const asked = [
    ...words.map((word) => async () => (await search(scope, searchTerms(word), first)).lines.length),
    ...boards.map(({ query, offset }) => async () => {
      const page = { number: 1, size: 100, offset }
      const board = await boardOf(scope, { filter: filterIn(query), fixed: [], order: "stroke", page })
      return board.groups.reduce((sum, { lines }) => sum + lines.length, 0)
    }),
  ]
  const ms = await timed(asked.map((ask) => async () => void rows.push(await ask())))
  return { ms, rows }
}

answering(find)
