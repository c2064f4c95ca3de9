import type { Facts, Problem, ProblemCode } from "#competition/contests/problem.ts"

const either = (choices: readonly string[]) => choices.map((each) => `"${each}"`).join(" or ")

const SENTENCES: { readonly [C in ProblemCode]: (facts: Facts[C]) => string } = {
  not_utf8: () => "the text is not UTF-8",
  byte_order_mark: () => "the text begins with a byte order mark, expected none",
  not_json: ({ line, column }) => `the text is not JSON (line ${line}, column ${column})`,
  too_deep: ({ limit }) => `nested deeper than ${limit} levels`,
  member_twice: ({ member }) => `the member ${member} is given twice, expected once`,
  number_form: ({ found }) => `${found} is not a whole number written with digits only`,
  more: ({ shown }) => `there are more problems; these are the first ${shown}`,
  not_object: ({ found }) => `${found} is not an object`,
  not_list: ({ found }) => `${found} is not a list`,
  empty_list: () => "the list is empty, expected at least one item",
  not_text: ({ found, most }) => `${found} is not a text of 1 to ${most} characters`,
  not_code: ({ found }) => `${found} is not a code: 1 to 64 of A-Z a-z 0-9 . _ - with a letter or digit first`,
  not_decimal: ({ found }) => `${found} is not a decimal number`,
  long_decimal: ({ found, limit }) => `${found} is longer than ${limit} characters`,
  not_count: ({ found, least, most }) => `${found} is not a whole number from ${least} to ${most}`,
  not_points: ({ found }) => `${found} is neither a whole number nor a decimal number in quotes`,
  not_flag: ({ found }) => `${found} is not true or false`,
  not_one_of: ({ found, choices }) => `${found} is not ${either(choices)}`,
  missing: ({ member }) => `the member "${member}" is missing`,
  unknown_member: ({ member }) => `${member} is not a member here`,
  only_with: ({ member, other, choices }) =>
    `"${member}" stands only with "${other}"${choices.length ? ` ${either(choices)}` : ""}`,
  key_taken: ({ found, first }) => `the key ${found} is taken by ${first}, expected another`,
  parts_too_deep: ({ limit }) => `parts nest deeper than ${limit} levels`,
  weight_misplaced: () => "a weight stands only on parts of a sum or a mean",
  weight_not_positive: ({ found }) => `${found} is not above 0, as a weight in a mean is`,
  deduction_with_pass: () => "a part with a negative weight has no pass mark",
  floor_above_cap: ({ floor, cap }) => `the floor ${floor} is above the cap ${cap}`,
  min_above_max: ({ min, max }) => `the max ${max} is below the min ${min}`,
  step_not_positive: ({ found }) => `${found} is not above 0, as a step is`,
  panel_not_above_drops: ({ judges, drops }) => `a panel of ${judges} is not larger than the ${drops} it drops`,
  unknown_order: ({ found }) => `${found} is not a key of the scheme or value:NAME`,
  count_or_share: ({ both }) => `${both ? "both" : "neither"} of "count" and "share" given, expected exactly one`,
  share_range: ({ found }) => `${found} is not from 0 to 1`,
  unknown_prize: ({ found }) => `${found} is not the name of a prize`,
  unknown_node: ({ found }) => `${found} is not a key of the scheme`,
  unknown_entry: ({ found }) => `${found} is not the code of an entry`,
  not_judged: ({ found }) => `${found} is not a judged node`,
  not_marked: ({ found }) => `${found} takes no marks, expected a measured or judged node`,
  entry_taken: ({ found, first }) => `the code ${found} is taken by ${first}, expected another`,
  judge_unwanted: () => "a mark of a measured node has no judge",
  below_min: ({ found, limit }) => `${found} is below the min ${limit}`,
  above_max: ({ found, limit }) => `${found} is above the max ${limit}`,
  off_step: ({ found, step }) => `${found} is not a whole multiple of the step ${step}`,
  mark_twice: ({ first }) => `a second mark for a measured node, after ${first}`,
  judge_twice: ({ judge, first }) => `a second mark by the judge ${judge}, after ${first}`,
  spread_negative: ({ found }) => `${found} is below 0`,
  zero_not_a_mark: () => "0 is no mark here, so what is not observed cannot count 0",
  unobserved_without_missing: () => "without `missing` an entry that was not observed never gets a total",
  not_age: ({ found, least, most }) => `${found} is not an age in whole years from ${least} to ${most}`,
  ages_crossed: () => "the youngest age is above the oldest",
  holds_not_below: () => "the level to be held is not below the level promoted to",
  panel_full: ({ judges }) => `more marks than the panel has judges (${judges})`,
}

/** A problem as one line in English, its place first: `/marks/17/value: "9.x" is not a decimal number`. */
export function sentence(problem: Problem): string {
  const say = SENTENCES[problem.code] as (facts: Problem) => string
  return `${problem.at}: ${say(problem)}`
}
