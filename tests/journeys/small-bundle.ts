const judges = ["J1", "J2", "J3"]
const nodes = ["form", "finish"]
const codes = Array.from({ length: 12 }, (_, index) => `A${String(index + 1).padStart(2, "0")}`)

const judged = (key: string, weight: string) => ({
  key,
  kind: "judged",
  judges: 3,
  combine: "mean",
  max: "100",
  weight,
})

/** Marks that are all different, so that a lost, doubled or exchanged one would move a total. */
const markOf = (entry: number, node: number, judge: number) => `${60 + entry * 3 + node}.${judge}${entry % 10}`

/** A contest of two nodes, three judges and twelve entries, with minutes to break ties: 72 marks and 12 values. */
export const smallBundle = new TextEncoder().encode(
  JSON.stringify({
    format: "laurel-contest/1",
    event: { code: "small" },
    scheme: { key: "total", kind: "sum", parts: [judged("form", "0.4"), judged("finish", "0.6")] },
    ranking: {
      order: [
        { by: "total", direction: "desc" },
        { by: "value:minutes", direction: "asc" },
      ],
      places: "skip",
    },
    entries: codes.map((code, index) => ({ code, status: "competed", values: { minutes: `${90 + index}` } })),
    marks: codes.flatMap((entry, index) =>
      nodes.flatMap((node, at) =>
        judges.map((judge, seat) => ({ entry, node, judge, value: markOf(index, at, seat + 1) })),
      ),
    ),
  }),
)

export const counts = { marks: codes.length * nodes.length * judges.length, values: codes.length }
