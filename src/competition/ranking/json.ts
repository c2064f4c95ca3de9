import { type JSONVisitor, visit } from "jsonc-parser"
import type { Note } from "#competition/contests/problem.ts"
import { child, cut, quote } from "#competition/contests/quote.ts"

// Deeper than 32 levels of parts ever get; recursion in the parser stays far from the end of the stack.
const DEEPEST = 128
const INTEGER = /^-?[0-9]+$/

type Path = () => readonly (string | number)[]
class Stop extends Error {}

const pointer = (path: readonly (string | number)[]) => path.reduce<string>((at, part) => child(at, String(part)), "")

/** Notes what `JSON.parse` lets through or keeps to itself, and stops where reading on makes no sense. */
function strict(source: string, note: Note): JSONVisitor {
  const names: Set<string>[] = []
  let depth = 0
  const enter = (path: Path) => {
    if (depth++ < DEEPEST) return
    note(pointer(path()), "too_deep", { limit: DEEPEST })
    throw new Stop()
  }
  return {
    onObjectBegin(_offset, _length, _line, _column, path) {
      enter(path)
      const seen = names[depth]
      if (seen) seen.clear()
      else names[depth] = new Set()
    },
    onArrayBegin: (_offset, _length, _line, _column, path) => enter(path),
    onObjectEnd: () => void depth--,
    onArrayEnd: () => void depth--,
    onObjectProperty(name, _offset, _length, _line, _column, path) {
      const seen = names[depth]
      if (seen?.has(name)) note(child(pointer(path()), name), "member_twice", { member: quote(name) })
      seen?.add(name)
    },
    onLiteralValue(value, offset, length, _line, _column, path) {
      if (typeof value !== "number") return
      const written = source.slice(offset, offset + length)
      if (!INTEGER.test(written)) note(pointer(path()), "number_form", { found: cut(written) })
    },
    onError(_error, _offset, _length, line, column) {
      note("", "not_json", { line: line + 1, column: column + 1 })
      throw new Stop()
    },
  }
}

/**
 * The value of a JSON text (RFC 8259, nothing more): a member given twice, a number that is not a plain integer and
 * nesting past 128 levels are noted; undefined when there is no value at all.
 */
export function parseJson(source: string, note: Note): unknown {
  try {
    visit(source, strict(source, note), { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
    return JSON.parse(source)
  } catch (error) {
    if (error instanceof Stop) return undefined
    if (!(error instanceof SyntaxError)) throw error
    return note("", "not_json", { line: 1, column: 1 })
  }
}
