import fc from "fast-check"
import { planted } from "./markup.ts"

/** Markup that would run or stand out wherever it is put unescaped: in text, in an attribute, in a script, in a comment. */
export const payloads = [
  `<${planted}>`,
  `"'><img src=x onerror=${planted}()>`,
  `</script><script>${planted}()</script>`,
  `</textarea><svg onload=${planted}()>`,
  `' onfocus='${planted}()' autofocus='`,
  `" onmouseover="${planted}()`,
  `javascript:${planted}()`,
  `--><${planted}><!--`,
  `</title><${planted}>`,
  `<%= ${planted} %> {{${planted}}} \${${planted}} $t(${planted})`,
  `\u202e"><${planted}>`,
  `﹤${planted}﹥＜${planted}＞<${planted} \u0000>`,
]

const odd = [
  ...["", " ", "\u0000", "a\u0000b", "%00", "../../etc/passwd", "..%2f..", "'; drop table marks; --", "%_%", "\\"],
  ...[
    "𠮷野家𪚥😀👩‍👩‍👧",
    "\u202eעברית\u200f\u2066",
    "\ufeff\u200b",
    "\ud800",
    "\udc00\ud800",
    "é\u0301\u0301\u0301",
    "ﷺ".repeat(60),
  ],
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "null", "undefined", "true", "[]", "{}"],
  ...[
    '[["\\u0000"]]',
    "9999-99-99",
    "2026-02-30T25:61",
    "0000-01-01",
    "+275760-09-13",
    "x".repeat(5_000),
    "(".repeat(2_000),
  ],
  ...[
    "{{name}} $t(common.product)",
    "=1+1",
    "@SUM(A1)",
    "\r\nSet-Cookie: a=b",
    "http://evil.example/",
    "//evil.example",
  ],
]
const numbers = [
  ...["-1", "0", "1", "1e300", "1.5", "NaN", "Infinity", "-0", "0x10", "1,1", "１２", "²", "9007199254740993"],
  ...[
    "999999999",
    "2147483647",
    "2147483648",
    "-2147483649",
    "99999999999999999999",
    "0.1e-400",
    `1${"0".repeat(400)}`,
  ],
]
const good = [
  "2026-02-01",
  "2026-03-01T08:00",
  "male",
  "person",
  "enterprise",
  "unit",
  "state",
  "on",
  "A01",
  "practice",
  "88.5",
  "J1",
]

const rightToLeft = fc.string({ unit: "binary", maxLength: 12 }).map((text) => `\u202e${text}\u2067${text}\u2069\u200f`)
const astral = fc
  .array(fc.integer({ min: 0x20000, max: 0x3134a }), { minLength: 1, maxLength: 20 })
  .map((points) => String.fromCodePoint(...points))

/** What is typed into a field: what belongs there, what does not, and everything in between. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...payloads) },
  { weight: 4, arbitrary: fc.constantFrom(...odd) },
  { weight: 3, arbitrary: fc.constantFrom(...numbers) },
  { weight: 3, arbitrary: fc.constantFrom(...good) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: astral },
  { weight: 1, arbitrary: rightToLeft },
)

/** Keys that a careless program would take for something else. */
export const strangeKey = fc.constantFrom(
  "__proto__",
  "constructor",
  "prototype",
  "a[b]",
  "__proto__[x]",
  "toString",
  "a.b",
  "",
)

/** Any value of JSON, with what only JSON can carry: lone surrogates, deep nests, keys of the prototype. */
export const json: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.json({ maxDepth: 3, stringUnit: "binary" }) },
  { weight: 2, arbitrary: fc.constantFrom("", "{", "\u0000", '"\\ud800"', "1e999", "nul", "[1,]", "\ufeff{}") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("[".repeat(50_000), '{"a":'.repeat(20_000), `${"[".repeat(3_000)}${"]".repeat(3_000)}`),
  },
  { weight: 2, arbitrary: fc.constantFrom('{"__proto__":{"role":"admin"}}', '{"constructor":{"prototype":{"x":1}}}') },
)

/** Headers as broken clients, proxies and attackers send them. */
export const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { "Accept-Language": "xx;q=zzz,".repeat(400) },
      { "Accept-Language": "en" },
      { Accept: "application/json" },
      { "HX-Request": "true", "HX-Target": `"><${planted}>` },
      { "If-None-Match": 'W/"x", *' },
      { "If-Modified-Since": "never" },
      { Range: "bytes=9-1,-5" },
      { "Content-Encoding": "gzip" },
      { "Content-Length": "-1" },
      { Authorization: "Bearer \u00ff" },
      { "X-Forwarded-For": `"><${planted}>`, "X-Forwarded-Proto": "javascript", "X-Forwarded-Host": "evil.example" },
      { "X-Request-Id": `<${planted}>` },
      { "User-Agent": `<${planted}> \u00e9` },
      { Referer: `javascript:${planted}()` },
      { "X-HTTP-Method-Override": "DELETE" },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "", Origin: "null" },
      { "Sec-Fetch-Site": "none", Origin: "http://evil.example" },
    ),
  },
)
