import { parseArgs } from "node:util"
import { hallRow } from "./bench/hall.ts"
import { registerRows } from "./bench/register.ts"
import { importRow, listRow, markRow, pageRows, type Row, rankingRow } from "./bench/rows.ts"
import { makeWorld } from "./bench/world.ts"

// npm run bench [-- --json] [--quick] [--hall]: the server against the same done by hand, on a database made for it on the
// PostgreSQL of DATABASE_URL. Every ratio is of two sides measured in turn in one run. With --register URL[,URL] only
// boards and searches, on databases that `npm run seed` filled: the larger first.
const { values } = parseArgs({
  options: {
    json: { type: "boolean" },
    quick: { type: "boolean" },
    tiny: { type: "boolean" },
    hall: { type: "boolean" },
    register: { type: "string" },
  },
})
const admin = process.env.DATABASE_URL || process.env.TEST_DATABASE_URL
if (!admin && !values.register) {
  console.error("Set DATABASE_URL to a PostgreSQL on which databases may be made.")
  process.exit(2)
}

/** Beside the whole, `--quick` shows whether something is far off, `--tiny` that all of it runs, `--hall` the last row. */
const sizes = {
  whole: {
    rounds: 5,
    seconds: 2,
    connections: 32,
    names: 1000,
    contests: 4,
    imported: 50_000,
    ranked: 100_000,
    listed: 20_000,
    hall: { judges: 300, viewers: 2000, seconds: 20, steps: 8 },
  },
  quick: {
    rounds: 1,
    seconds: 0.5,
    connections: 8,
    names: 120,
    contests: 1,
    imported: 2000,
    ranked: 2000,
    listed: 10_000,
    hall: { judges: 300, viewers: 2000, seconds: 4, steps: 2 },
  },
  tiny: {
    rounds: 1,
    seconds: 0.1,
    connections: 2,
    names: 20,
    contests: 1,
    imported: 200,
    ranked: 200,
    listed: 2000,
    hall: { judges: 4, viewers: 8, seconds: 0.5, steps: 1 },
  },
}
const size = sizes[values.tiny ? "tiny" : values.quick ? "quick" : "whole"]
const few = Math.min(3, size.rounds)

const isMet = ({ ratio, least, most }: Row) => ratio >= (least ?? 0) && ratio <= (most ?? Number.POSITIVE_INFINITY)

function lineOf(row: Row): string {
  const number = (value: number) => value.toFixed(0).padStart(9)
  const wanted = row.least === undefined ? `≤ ${row.most}` : `≥ ${row.least}`
  const verdict = isMet(row) ? "met" : "MISSED"
  return `${row.name.padEnd(34)}${number(row.app)}${number(row.bare)} ${row.unit.padEnd(12)}${row.ratio.toFixed(2).padStart(6)}  ${wanted.padEnd(7)}${verdict}`
}

const lines: string[] = []

/** The rows of a contest's day; `--hall` asks for the full hall alone. */
async function worldRows(on: string): Promise<Row[]> {
  const world = await makeWorld(on, size.names, size.contests)
  try {
    const rows: Row[] = []
    if (!values.hall) {
      rows.push(...(await pageRows(world, size)))
      rows.push(await markRow(world, size))
      rows.push(await importRow(world, size.imported, few))
    }
    const hall = await hallRow(world, size.hall)
    lines.push(...hall.lines)
    return [...rows, hall.row]
  } finally {
    await world.end()
  }
}

async function everything(on: string): Promise<Row[]> {
  const rows = await worldRows(on)
  if (values.hall) return rows
  return [...rows, await listRow(on, size.listed, size.rounds), await rankingRow(size.ranked, few)]
}

const rows = values.register
  ? await registerRows(values.register.split(","), size.rounds)
  : await everything(admin as string)
if (values.json)
  console.log(
    JSON.stringify(
      rows.map((row) => ({ ...row, met: isMet(row) })),
      null,
      2,
    ),
  )
else console.log([`${"".padEnd(34)}     ours   by hand`, ...rows.map(lineOf), ...lines].join("\n"))
process.exit(rows.every(isMet) ? 0 : 1)
