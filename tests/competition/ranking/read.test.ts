import { describe, expect, test } from "vitest"
import { sentence } from "#competition/contests/sentence.ts"
import { readBundle } from "#competition/ranking/read.ts"
import { tally } from "#competition/ranking/tally.ts"

const GOOD = `{
  "format": "laurel-contest/1",
  "event": { "code": "e", "title": { "en": "t" } },
  "scheme": { "key": "total", "kind": "sum", "parts": [
    { "key": "m", "kind": "measured", "max": "100", "step": "0.5", "weight": "0.3", "pass": "60" },
    { "key": "j", "kind": "judged", "judges": 3, "drop": { "high": 1, "low": 1 }, "combine": "mean", "max": "10" },
    { "key": "b", "kind": "best", "count": 1, "parts": [{ "key": "v", "kind": "value", "name": "n", "missing": "0" }] }
  ] },
  "ranking": { "order": [{ "by": "total", "direction": "desc" }, { "by": "value:n", "direction": "asc" }], "places": "skip" },
  "advance": { "count": 1, "ties": "none" },
  "prizes": [{ "name": "first", "share": "0.5", "rounding": "floor" }, { "name": "second", "count": 1 }],
  "teams": { "combine": "points", "points": [3, "2.5"], "rest": 0, "split": true, "best": 2, "order": ["total", { "by": "m", "direction": "asc" }] },
  "panels": { "j": { "B": 4 } },
  "entries": [{ "code": "A", "team": "T", "status": "competed", "values": { "n": "1" } }, { "code": "B", "status": "absent" }],
  "marks": [
    { "entry": "A", "node": "m", "value": "80" },
    { "entry": "A", "node": "j", "judge": "J1", "value": "7" },
    { "entry": "A", "node": "j", "judge": "J2", "value": "8" },
    { "entry": "A", "node": "j", "judge": "J3", "value": "9" }
  ]
}`
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => {
  const result = readBundle(bytes(text))
  return result.ok ? [] : result.problems.map(({ at, code }) => `${at} ${code}`)
}
/** The good bundle with one piece of text exchanged; the piece must be there. */
const changed = (from: string, to: string) => {
  expect(GOOD).toContain(from)
  return read(GOOD.replace(from, () => to))
}
const nested = (levels: number): string =>
  levels === 0
    ? `{ "key": "leaf", "kind": "measured" }`
    : `{ "key": "l${levels}", "kind": "sum", "parts": [${nested(levels - 1)}] }`
const bare = (scheme: string, key: string) =>
  `{ "format": "laurel-contest/1", "event": { "code": "e" }, "scheme": ${scheme}, "ranking": { "order": [{ "by": "${key}", "direction": "asc" }], "places": "dense" }, "entries": [], "marks": [] }`

test("the bundle that the others are made from is read, and with every line ended by CRLF as well", () => {
  expect(read(GOOD)).toEqual([])
  expect(read(GOOD.replaceAll("\n", "\r\n"))).toEqual([])
})

describe("text", () => {
  test.each([
    ["nothing", "", " not_json"],
    ["only space", " \n", " not_json"],
    ["a byte order mark", `\ufeff${GOOD}`, " byte_order_mark"],
    ["two values", `${GOOD}{}`, " not_json"],
    ["cut short", GOOD.slice(0, -1), " not_json"],
    ["a comment", GOOD.replace("{", "{ // no\n"), " not_json"],
    ["a block comment", GOOD.replace("{", "{ /* no */"), " not_json"],
    [
      "a comma too many",
      GOOD.replace(`"A", "node": "m", "value": "80" }`, `"A", "node": "m", "value": "80", }`),
      " not_json",
    ],
    ["quotes that are single", GOOD.replace(`"format"`, "'format'"), " not_json"],
    ["a bare word", GOOD.replace(`"format"`, "format"), " not_json"],
    ["a raw line end in a string", GOOD.replace(`"t"`, `"t\n"`), " not_json"],
    ["a raw NUL in a string", GOOD.replace(`"t"`, `"\u0000"`), " not_json"],
    ["an escape JSON does not have", GOOD.replace(`"t"`, `"\\x41"`), " not_json"],
    ["a no-break space between", GOOD.replace("{", "{\u00a0"), " not_json"],
    ["a number with a zero in front", GOOD.replace(`"judges": 3`, `"judges": 03`), " not_json"],
    ["NaN", GOOD.replace(`"judges": 3`, `"judges": NaN`), " not_json"],
    ["a list", "[]", " not_object"],
    ["null", "null", " not_object"],
    ["a text", `"x"`, " not_object"],
  ])("%s", (_name, text, expected) => expect(read(text)).toEqual([expected]))
  test.each([
    ["a byte that UTF-8 never has", [0xff]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["half of a surrogate pair", [0xed, 0xa0, 0x80]],
    ["a character cut short", [0xe4, 0xb8]],
  ])("%s is not UTF-8", (_name, bad) => {
    const result = readBundle(new Uint8Array([...bytes(`{"a":"`), ...bad, ...bytes(`"}`)]))
    expect(result).toEqual({ ok: false, problems: [{ at: "", code: "not_utf8" }] })
  })
  test.each(["[", `{"a":`, `{"marks":[`])("a hundred thousand of %s end in a problem, not in a crash", (open) =>
    expect(read(open.repeat(100_000)).map((line) => line.split(" ")[1])).toEqual(["too_deep"]),
  )
})

describe("one thing is wrong", () => {
  test.each([
    // members
    [`"format": "laurel-contest/1",`, ``, "/format missing"],
    [`laurel-contest/1`, `laurel-contest/2`, "/format not_one_of"],
    [`"event": { "code": "e", "title": { "en": "t" } },`, ``, "/event missing"],
    [`"code": "e", `, ``, "/event/code missing"],
    [`"en": "t"`, `"fr": "t"`, "/event/title/fr unknown_member"],
    [`{ "en": "t" }`, `"t"`, "/event/title not_object"],
    [`"event": {`, `"evnt": {}, "event": {`, "/evnt unknown_member"],
    [`"event": {`, `"a/b~c": 1, "event": {`, "/a~1b~0c unknown_member"],
    [`"event": {`, `"__proto__": {}, "event": {`, "/__proto__ unknown_member"],
    [`"event": {`, `"constructor": {}, "event": {`, "/constructor unknown_member"],
    [`"value": "80"`, `"value": "80", "value": "81"`, "/marks/0/value member_twice"],
    [`"value": "80"`, `"value": "80", "v\\u0061lue": "81"`, "/marks/0/value member_twice"],
    [`{ "n": "1" }`, `{ "n": "1", "n": "1" }`, "/entries/0/values/n member_twice"],
    [`"code": "e", `, `"code": "e", "code": "e", `, "/event/code member_twice"],
    // texts and codes
    [`"t"`, `""`, "/event/title/en not_text"],
    [`"t"`, JSON.stringify("桂".repeat(1001)), "/event/title/en not_text"],
    [`"t"`, `"\\ud800"`, "/event/title/en not_text"],
    [`"code": "e"`, `"code": "-e"`, "/event/code not_code"],
    [`"code": "e"`, `"code": "é"`, "/event/code not_code"],
    [`"code": "e"`, `"code": "e\\n"`, "/event/code not_code"],
    [`"code": "e"`, JSON.stringify("e".repeat(65)).replace(/^/, `"code": `), "/event/code not_code"],
    [`"team": "T"`, `"team": ""`, "/entries/0/team not_code"],
    [`"team": "T"`, `"team": null`, "/entries/0/team not_code"],
    // nodes
    [`"key": "m", `, ``, "/scheme/parts/0/key missing /teams/order/1/by unknown_order /marks/0/node unknown_node"],
    [`"kind": "measured"`, `"kind": "toString"`, "/scheme/parts/0/kind not_one_of"],
    [`"kind": "measured", `, ``, "/scheme/parts/0/kind missing"],
    [
      `"key": "m"`,
      `"key": "j"`,
      "/scheme/parts/1/key key_taken /teams/order/1/by unknown_order /marks/0/node unknown_node",
    ],
    [
      `"key": "m", "kind": "measured"`,
      `"key": "m", "kind": "measured", "factor": "2"`,
      "/scheme/parts/0/factor unknown_member",
    ],
    [
      `"key": "m", "kind": "measured"`,
      `"key": "m", "kind": "measured", "rounding": "down"`,
      "/scheme/parts/0/rounding only_with",
    ],
    [
      `"key": "m", "kind": "measured"`,
      `"key": "m", "kind": "measured", "round": -1`,
      "/scheme/parts/0/round not_count",
    ],
    [
      `"key": "m", "kind": "measured"`,
      `"key": "m", "kind": "measured", "round": 1000000000`,
      "/scheme/parts/0/round not_count",
    ],
    [
      `"key": "m", "kind": "measured"`,
      `"key": "m", "kind": "measured", "round": "2"`,
      "/scheme/parts/0/round not_count",
    ],
    [
      `"key": "m", "kind": "measured"`,
      `"key": "m", "kind": "measured", "floor": "2", "cap": "1.9"`,
      "/scheme/parts/0/floor floor_above_cap",
    ],
    [`"max": "100"`, `"max": "-1"`, "/scheme/parts/0/max min_above_max /marks/0/value above_max"],
    [`"max": "100"`, `"max": 100`, "/scheme/parts/0/max not_decimal"],
    [`"max": "100"`, `"max": "1${"0".repeat(100)}"`, "/scheme/parts/0/max long_decimal"],
    [`"step": "0.5"`, `"step": "0"`, "/scheme/parts/0/step step_not_positive"],
    [`"weight": "0.3"`, `"weight": "-0.3"`, "/scheme/parts/0/pass deduction_with_pass"],
    [`"kind": "sum"`, `"kind": "sum", "weight": "1"`, "/scheme/weight weight_misplaced"],
    [`"kind": "sum"`, `"kind": "product"`, "/scheme/parts/0/weight weight_misplaced"],
    [`"kind": "sum"`, `"kind": "sum", "missing": "0"`, "/scheme/missing unknown_member"],
    [
      `"kind": "value", "name": "n"`,
      `"kind": "value", "name": "n", "weight": "1"`,
      "/scheme/parts/2/parts/0/weight weight_misplaced",
    ],
    [`"name": "n", `, ``, "/scheme/parts/2/parts/0/name missing"],
    [`"missing": "0"`, `"missing": 0`, "/scheme/parts/2/parts/0/missing not_one_of"],
    [`"count": 1, "parts"`, `"parts"`, "/scheme/parts/2/count missing"],
    [`"count": 1, "parts"`, `"count": 0, "parts"`, "/scheme/parts/2/count not_count"],
    [`"count": 1, "parts"`, `"count": 1, "direction": "asc", "parts"`, "/scheme/parts/2/direction not_one_of"],
    [
      `"parts": [{ "key": "v", "kind": "value", "name": "n", "missing": "0" }]`,
      `"parts": []`,
      "/scheme/parts/2/parts empty_list",
    ],
    [
      `"parts": [{ "key": "v", "kind": "value", "name": "n", "missing": "0" }]`,
      `"parts": {}`,
      "/scheme/parts/2/parts not_list",
    ],
    [`"judges": 3`, `"judges": 3.0`, "/scheme/parts/1/judges number_form"],
    [`"judges": 3`, `"judges": 3e0`, "/scheme/parts/1/judges number_form"],
    [`"judges": 3`, `"judges": 1e400`, "/scheme/parts/1/judges not_count"],
    [`"judges": 3`, `"judges": 9007199254740993`, "/scheme/parts/1/judges not_count"],
    [`"judges": 3`, `"judges": 2`, "/scheme/parts/1/drop panel_not_above_drops /marks/3 panel_full"],
    [`"high": 1`, `"high": -1`, "/scheme/parts/1/drop/high not_count"],
    [`"high": 1`, `"hihg": 1`, "/scheme/parts/1/drop/hihg unknown_member"],
    [`"combine": "mean", "max"`, `"max"`, "/scheme/parts/1/combine missing"],
    [`"combine": "mean"`, `"combine": "mode"`, "/scheme/parts/1/combine not_one_of"],
    // order, cut
    [
      `[{ "by": "total", "direction": "desc" }, { "by": "value:n", "direction": "asc" }]`,
      `[]`,
      "/ranking/order empty_list",
    ],
    [`"by": "total"`, `"by": "totl"`, "/ranking/order/0/by unknown_order"],
    [`"by": "total"`, `"by": "toString"`, "/ranking/order/0/by unknown_order"],
    [`"by": "value:n"`, `"by": "value:"`, "/ranking/order/1/by unknown_order"],
    [`"by": "value:n"`, `"by": "places"`, "/ranking/order/1/by unknown_order"],
    [`"direction": "desc"`, `"direction": "down"`, "/ranking/order/0/direction not_one_of"],
    [`, "places": "skip"`, ``, "/ranking/places missing"],
    [`"count": 1, "ties"`, `"ties"`, "/advance/count missing"],
    [`"count": 1, "ties"`, `"count": -1, "ties"`, "/advance/count not_count"],
    // prizes
    [`"share": "0.5"`, `"share": "1.1"`, "/prizes/0/share share_range"],
    [`"share": "0.5"`, `"share": "-0.1"`, "/prizes/0/share share_range"],
    [`"share": "0.5"`, `"share": 0.5`, "/prizes/0/share not_decimal"],
    [`, "rounding": "floor"`, ``, "/prizes/0/rounding missing"],
    [`"rounding": "floor"`, `"rounding": "down"`, "/prizes/0/rounding not_one_of"],
    [`"share": "0.5", "rounding": "floor"`, `"within": true`, "/prizes/0 count_or_share"],
    [`"share": "0.5"`, `"share": "0.5", "count": 1`, "/prizes/0 count_or_share"],
    [
      `"name": "second", "count": 1`,
      `"name": "second", "count": 1, "rounding": "ceil"`,
      "/prizes/1/rounding only_with",
    ],
    [`"name": "second", "count": 1`, `"name": "second", "count": 1, "within": "yes"`, "/prizes/1/within not_flag"],
    [`"name": "second", `, ``, "/prizes/1/name missing"],
    // teams
    [`"combine": "points", `, ``, "/teams/combine missing"],
    [`"points": [3, "2.5"], `, ``, "/teams/points missing"],
    [`"points": [3, "2.5"]`, `"points": { "first": 3 }`, "/teams/points not_list"],
    [`[3, "2.5"]`, `[3, 2.5]`, "/teams/points/1 not_points"],
    [`[3, "2.5"]`, `[3, "2."]`, "/teams/points/1 not_decimal"],
    [
      `"combine": "points", "points": [3, "2.5"]`,
      `"combine": "prizes", "points": { "first": 3 }`,
      "/teams/split only_with",
    ],
    [
      `"combine": "points", "points": [3, "2.5"], "rest": 0, "split": true`,
      `"combine": "sum", "rest": 0`,
      "/teams/rest only_with",
    ],
    [
      `"combine": "points", "points": [3, "2.5"], "rest": 0, "split": true`,
      `"combine": "prizes", "points": { "frist": 3 }`,
      "/teams/points/frist unknown_prize",
    ],
    [`"best": 2`, `"best": 0`, "/teams/best not_count"],
    [`["total", { "by": "m", "direction": "asc" }]`, `["totl"]`, "/teams/order/0 unknown_order"],
    [`["total", { "by": "m", "direction": "asc" }]`, `[{ "by": "m" }]`, "/teams/order/0/direction missing"],
    [`["total", { "by": "m", "direction": "asc" }]`, `[]`, "/teams/order empty_list"],
    // panels, entries
    [`"j": { "B": 4 }`, `"m": { "B": 4 }`, "/panels/m not_judged"],
    [`"j": { "B": 4 }`, `"constructor": { "B": 4 }`, "/panels/constructor unknown_node"],
    [`"j": { "B": 4 }`, `"j": { "C": 4 }`, "/panels/j/C unknown_entry"],
    [`"j": { "B": 4 }`, `"j": { "B": 2 }`, "/panels/j/B panel_not_above_drops"],
    [`"j": { "B": 4 }`, `"j": { "B": "4" }`, "/panels/j/B not_count"],
    [`"code": "B"`, `"code": "A"`, "/entries/1/code entry_taken /panels/j/B unknown_entry"],
    [`"status": "absent"`, `"status": "Absent"`, "/entries/1/status not_one_of"],
    [`{ "n": "1" }`, `{ "n": 1 }`, "/entries/0/values/n not_decimal"],
    [`{ "n": "1" }`, `{ "a b": "1" }`, "/entries/0/values/a b not_code"],
    [`{ "n": "1" }`, `["1"]`, "/entries/0/values not_object"],
    // marks
    [`"judge": "J2"`, `"judge": "J1"`, "/marks/2 judge_twice"],
    [`"judge": "J2", `, ``, "/marks/2/judge missing"],
    [`"node": "m", `, `"node": "m", "judge": "J1", `, "/marks/0/judge judge_unwanted"],
    [`"entry": "A", "node": "m"`, `"entry": "Z", "node": "m"`, "/marks/0/entry unknown_entry"],
    [`"entry": "A", "node": "m"`, `"entry": "A", "node": "total"`, "/marks/0/node not_marked"],
    [`"entry": "A", "node": "m"`, `"entry": "A", "node": "v"`, "/marks/0/node not_marked"],
    [`"entry": "A", "node": "m"`, `"entry": "A", "node": ["m"]`, "/marks/0/node unknown_node"],
    [`"value": "80"`, `"value": "80.25"`, "/marks/0/value off_step"],
    [`"value": "80"`, `"value": "100.5"`, "/marks/0/value above_max"],
    [`"value": "80"`, `"value": "-0.5"`, "/marks/0/value below_min"],
    [`"value": "80"`, `"value": "8\\u0000"`, "/marks/0/value not_decimal"],
    [`"value": "80"`, `"value": 80.5`, "/marks/0/value not_decimal"],
    [
      `"value": "9" }`,
      `"value": "9" }, { "entry": "A", "node": "j", "judge": "J4", "value": "9" }`,
      "/marks/4 panel_full",
    ],
    [`"value": "9" }`, `"value": "9" }, { "entry": "A", "node": "m", "value": "9" }`, "/marks/4 mark_twice"],
    [`"value": "9" }`, `"value": "9" }, 7`, "/marks/4 not_object"],
  ])("%s → %s: %s", (from, to, expected) => expect(changed(from, to).join(" ")).toBe(expected))
})

describe("lawful, if unusual", () => {
  test.each([
    [`"value": "80"`, `"value": "-0"`],
    [`"value": "80"`, `"value": "0.${"0".repeat(98)}"`],
    [`"share": "0.5"`, `"share": "1.0"`],
    [`"share": "0.5"`, `"share": "-0"`],
    [`"count": 1, "ties"`, `"count": 0, "ties"`],
    [`"name": "second", "count": 1`, `"name": "second", "count": 0`],
    [`"name": "second"`, `"name": "first"`],
    [`"t"`, JSON.stringify("\u{1f3c6}".repeat(1000))],
    [`"t"`, `"\\u0000"`],
    [`{ "en": "t" }`, `{}`],
    [`"drop": { "high": 1, "low": 1 }`, `"drop": {}`],
    [`"by": "total", "direction": "desc"`, `"by": "value:n", "direction": "desc"`],
    [`"weight": "0.3", "pass": "60"`, `"weight": "-0.3"`],
    [`"weight": "0.3"`, `"weight": "0"`],
    [`"weight": "0.3"`, `"floor": "5", "cap": "5.0"`],
    [`{ "n": "1" }`, `{ "constructor": "1" }`],
    [`"rest": 0`, `"rest": "-0.5"`],
    [`"judges": 3`, `"judges": 9007199254740991`],
  ])("%s → %s", (from, to) => expect(changed(from, to)).toEqual([]))
  test("as many marks as a changed panel has judges, and not one more", () => {
    const more = GOOD.replace(
      `"value": "9" }`,
      `"value": "9" }, { "entry": "A", "node": "j", "judge": "J4", "value": "9" }`,
    )
    expect(read(more.replace(`"B": 4`, `"A": 4`))).toEqual([])
    expect(read(more.replace(`"B": 4`, `"B": 9`))).toEqual(["/marks/4 panel_full"])
    const one = GOOD.replace(`"low": 1`, `"low": 0`)
    expect(read(one.replace(`"B": 4`, `"A": 2`))).toEqual(["/marks/3 panel_full"])
  })
  test("32 levels of parts, but not 33", () => {
    expect(read(bare(nested(32), "leaf"))).toEqual([])
    expect(read(bare(nested(33), "l33"))).toEqual([`/scheme${"/parts/0".repeat(32)}/parts parts_too_deep`])
  })
  test("a contest of nobody", () => {
    const result = readBundle(bytes(bare(nested(0), "leaf")))
    expect(result.ok && tally(result.value)).toEqual({
      format: "laurel-result/1",
      entries: [],
      teams: [],
      incomplete: [],
    })
  })
})

describe("the report", () => {
  const lines = (text: string) => {
    const result = readBundle(bytes(text))
    return result.ok ? [] : result.problems.map(sentence)
  }
  test("begins with the place and says what was expected", () => {
    expect(lines(GOOD.replace(`"80"`, `"9.x"`))).toEqual([`/marks/0/value: "9.x" is not a decimal number`])
    expect(lines("{")).toEqual([": the text is not JSON (line 1, column 2)"])
  })
  test("quotes 60 characters at most, and nothing that could forge a line", () => {
    expect(lines(GOOD.replace(`"80"`, `"${"x".repeat(5000)}"`))).toEqual([
      `/marks/0/value: "${"x".repeat(59)}…" is not a decimal number`,
    ])
    const [forged] = lines(GOOD.replace(`"80"`, `"1\\n/marks/1: \\u2028\\u202e"`))
    expect(forged).toBe(`/marks/0/value: "1\\n/marks/1: \\u2028\\u202e" is not a decimal number`)
    const [member] = lines(GOOD.replace(`"event": {`, `"${"y".repeat(5000)}\\n": 1, "event": {`))
    expect(member).toBe(`: "${"y".repeat(59)}…" is not a member here`)
  })
  test("lists everything at once, in the order of the bundle", () => {
    const text = GOOD.replace(`"80"`, `"x"`).replace(`"skip"`, `"first"`).replace(`"status": "absent"`, `"status": 1`)
    expect(read(text)).toEqual([
      "/ranking/places not_one_of",
      "/entries/1/status not_one_of",
      "/marks/0/value not_decimal",
    ])
  })
  test("an unreadable scheme does not make every mark a problem", () => {
    expect(read(GOOD.replace(`"kind": "sum"`, `"kind": "summ"`))).toEqual(["/scheme/kind not_one_of"])
    expect(read(GOOD.replace(/"scheme": [\s\S]*?"ranking"/, `"ranking"`))).toEqual(["/scheme missing"])
  })
})
