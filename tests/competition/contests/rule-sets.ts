import type { Rules } from "#competition/contests/scheme.ts"

/** Rule sets that between them use every member of the format, each once given and once absent. */
export const ruleSets: Readonly<Record<string, Rules>> = {
  "theory and practice": {
    scheme: {
      key: "total",
      kind: "sum",
      round: 2,
      rounding: "half-up",
      parts: [
        { key: "theory", kind: "measured", max: "100", min: "0", step: "0.5", weight: "0.3", pass: "60" },
        {
          key: "practice",
          kind: "sum",
          weight: "0.7",
          pass: "60",
          parts: [
            { key: "fit", kind: "measured", max: "60", missing: "0" },
            {
              key: "finish",
              kind: "judged",
              judges: 5,
              drop: { high: 1, low: 1 },
              combine: "mean",
              max: "40",
              factor: "1.0",
            },
          ],
        },
        { key: "fault", kind: "measured", weight: "-1", missing: "omit" },
      ],
    },
    ranking: {
      order: [
        { by: "total", direction: "desc" },
        { by: "practice", direction: "desc" },
        { by: "value:minutes", direction: "asc" },
      ],
      places: "skip",
    },
    advance: { count: 30, ties: "all" },
    prizes: [
      { name: "first", share: "0.10", rounding: "floor", ties: "none", needsPass: true },
      { name: "second", share: "0.2", rounding: "ceil", ties: "all", needsPass: false },
      { name: "upper half", share: "0.5", rounding: "half-up", within: true },
      { name: "third", count: 5, within: false },
    ],
    teams: { combine: "sum", best: 3, order: ["total", "practice", { by: "value:minutes", direction: "asc" }] },
  },
  "best of products": {
    scheme: {
      key: "runs",
      kind: "best",
      count: 2,
      direction: "low",
      floor: "-5",
      cap: "900",
      parts: [
        {
          key: "run1",
          kind: "product",
          parts: [
            { key: "difficulty", kind: "value", name: "difficulty", missing: "omit" },
            { key: "execution", kind: "judged", judges: 7, drop: { high: 2 }, combine: "sum", factor: "0.6" },
            { key: "style", kind: "judged", judges: 3, drop: {}, combine: "median", round: 0, rounding: "down" },
          ],
        },
        {
          key: "run2",
          kind: "mean",
          parts: [
            { key: "a", kind: "measured", weight: "1" },
            { key: "b", kind: "judged", judges: 2, drop: { low: 0 }, combine: "mean", weight: "2" },
          ],
        },
      ],
    },
    ranking: { order: [{ by: "runs", direction: "asc" }], places: "dense" },
    advance: { count: 0 },
    prizes: [],
    teams: { combine: "points", points: [10, "9.5", "8", 7], rest: "0.5", split: true, best: 2, order: ["places"] },
  },
  "points by prize": {
    scheme: { key: "constructor", kind: "value", name: "value" },
    ranking: { order: [{ by: "value:value", direction: "desc" }], places: "skip" },
    prizes: [
      { name: "一等奖", count: 1 },
      { name: "__proto__", count: 2 },
    ],
    teams: { combine: "prizes", points: { 一等奖: 8, ["__proto__"]: "4" }, rest: 0 },
  },
  "no more than needed": {
    scheme: { key: "total", kind: "measured" },
    ranking: { order: [{ by: "total", direction: "desc" }], places: "skip" },
    teams: { combine: "points", points: [] },
  },
}
