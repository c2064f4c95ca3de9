import { writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

// `node src/scripts/strokes.ts`: makes src/lib/strokes.json from cnchar-order (MIT), which only development needs.
const { orders } = (createRequire(import.meta.url)("cnchar-order") as { dict: { orders: Record<string, string> } }).dict

/** Surnames that the source has not, and characters whose strokes it has wrong (GB13000.1 字符集汉字字序规范). */
const corrections: Readonly<Record<string, string>> = {
  郤: "343425152",
  德: "332122522114544",
  邶: "2113552",
  膝: "351112343424134",
  黏: "31234342413421251",
}

/** The five classes 横 竖 撇 点 折 of the source's letters: 提 counts as 横, 竖钩 as 竖, 捺 as 点, all else is 折. */
const classes: Readonly<Record<string, string>> = { j: "1", i: "1", f: "2", g: "2", s: "3", k: "4", d: "4", l: "4" }
const classed = (letters: string): string => letters.replace(/./g, (letter) => classes[letter] ?? "5")

const strokes = { ...Object.fromEntries(Object.entries(orders).map(([sign, text]) => [sign, classed(text)])) }
const bySequence = Map.groupBy(Object.entries({ ...strokes, ...corrections }).toSorted(), ([, sequence]) => sequence)
const byCount = Map.groupBy([...bySequence.keys()].toSorted(), (sequence) => String(sequence.length).padStart(2, "0"))
const signsOf = (sequence: string) => bySequence.get(sequence)?.map(([sign]) => sign) ?? []
const table = [...byCount]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([count, sequences]) => `  "${count}": "${sequences.map((one) => one + signsOf(one).join("")).join("")}"`)
writeFileSync(join(import.meta.dirname, "../lib/strokes.json"), `{\n${table.join(",\n")}\n}\n`)
