type Found = { readonly found: string }
type Nothing = Readonly<Record<never, never>>

/** What can be wrong with a rule set or a bundle, and the facts that a sentence about it needs (`found` is quoted). */
export type Facts = {
  not_utf8: Nothing
  byte_order_mark: Nothing
  not_json: { readonly line: number; readonly column: number }
  too_deep: { readonly limit: number }
  member_twice: { readonly member: string }
  number_form: Found
  more: { readonly shown: number }
  not_object: Found
  not_list: Found
  empty_list: Nothing
  not_text: Found & { readonly most: number }
  not_code: Found
  not_decimal: Found
  long_decimal: Found & { readonly limit: number }
  not_count: Found & { readonly least: number; readonly most: number }
  not_points: Found
  not_flag: Found
  not_one_of: Found & { readonly choices: readonly string[] }
  missing: { readonly member: string }
  unknown_member: { readonly member: string }
  only_with: { readonly member: string; readonly other: string; readonly choices: readonly string[] }
  key_taken: Found & { readonly first: string }
  parts_too_deep: { readonly limit: number }
  weight_misplaced: Nothing
  weight_not_positive: Found
  deduction_with_pass: Nothing
  floor_above_cap: { readonly floor: string; readonly cap: string }
  min_above_max: { readonly min: string; readonly max: string }
  step_not_positive: Found
  panel_not_above_drops: { readonly judges: number; readonly drops: number }
  unknown_order: Found
  count_or_share: { readonly both: boolean }
  share_range: Found
  unknown_prize: Found
  unknown_node: Found
  unknown_entry: Found
  not_judged: Found
  not_marked: Found
  entry_taken: Found & { readonly first: string }
  judge_unwanted: Nothing
  below_min: Found & { readonly limit: string }
  above_max: Found & { readonly limit: string }
  off_step: Found & { readonly step: string }
  mark_twice: { readonly first: string }
  judge_twice: { readonly judge: string; readonly first: string }
  panel_full: { readonly judges: number }
  spread_negative: Found
  zero_not_a_mark: Nothing
  unobserved_without_missing: Nothing
  not_age: Found & { readonly least: number; readonly most: number }
  holds_not_below: Nothing
  ages_crossed: Nothing
}
export type ProblemCode = keyof Facts

/** `at` is an RFC 6901 pointer into the rule set or the bundle; empty when the text cannot be read at all. */
export type Problem = {
  [C in ProblemCode]: { readonly at: string; readonly code: C } & Facts[C]
}[ProblemCode]

export type Note = <C extends ProblemCode>(at: string, code: C, facts: Facts[C]) => undefined

const MOST = 100_000

/** A list of problems and the pen that writes it; past 100,000 the last line says that there are more. */
export function findings(): { readonly problems: Problem[]; readonly note: Note } {
  const problems: Problem[] = []
  const note: Note = (at, code, facts) => {
    if (problems.length < MOST) problems.push({ at, code, ...facts } as unknown as Problem)
    else if (problems.length === MOST) problems.push({ at: "", code: "more", shown: MOST })
  }
  return { problems, note }
}
