export type Years = { readonly year: number | null; readonly yearTo: number | null }

const unknown = /^(不详|未知|不明|无|年份不详|unknown|\?|？|-|—|--)$/i
const first = 1900

/**
 * A year as old lists write it: `1987`, `87年`, a span such as `1985-1988` or `80年代`, or that it is not known. Nothing
 * where it cannot be read; years of two figures are of the last century.
 */
export function readYears(typed: string, thisYear: number): Years | undefined {
  const text = typed
    .normalize("NFKC")
    .replace(/\s|约|左右|年度?$|^公元/g, "")
    .replace(/年(?=[-~—至到])/g, "")
  if (text === "" || unknown.test(text)) return { year: null, yearTo: null }
  const decade = /^(?:(\d{2}))?(\d)0(?:年代|s|'s)$/.exec(text)
  if (decade) {
    const year = Number(`${decade[1] ?? "19"}${decade[2]}0`)
    return within({ year, yearTo: year + 9 }, thisYear)
  }
  const [, from, to] = /^(\d{4}|\d{2})(?:[-~—–至到]+(\d{4}|\d{2}))?$/.exec(text) ?? []
  if (from === undefined) return undefined
  const year = inFull(from)
  const yearTo = to === undefined ? null : to.length === 2 ? Number(`${String(year).slice(0, 2)}${to}`) : Number(to)
  return within({ year, yearTo: yearTo === year ? null : yearTo }, thisYear)
}

const inFull = (text: string): number => Number(text.length === 2 ? `19${text}` : text)

const within = ({ year, yearTo }: { year: number; yearTo: number | null }, thisYear: number): Years | undefined => {
  const isRight = year >= first && year <= thisYear && (yearTo === null || (yearTo > year && yearTo <= thisYear + 9))
  return isRight ? { year, yearTo } : undefined
}
