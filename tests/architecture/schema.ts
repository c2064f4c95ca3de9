import { inEach, matches, type Sources, type Violation } from "./sources.ts"

const unnamed =
  /\bunique\(\)|\bindex\(\)|\buniqueIndex\(\)|\bcheck\(sql|\.references\(|\bforeignKey\(\{(?!\s*name:)|\bprimaryKey\(\{(?!\s*name:)/g

/** In the schema every constraint and index is given its name. */
export const constraintsNamed = (schema: Sources): Violation[] =>
  inEach(schema, (_, source) => matches(source, unnamed))

/** In the statements too: a UNIQUE, CHECK or FOREIGN KEY stands behind a name (a column's PRIMARY KEY is `<table>_pkey`). */
export const statementsNamed = (migrations: Sources): Violation[] =>
  inEach(migrations, (_, sql) =>
    sql
      .split("\n")
      .filter(
        (line) => /\b(UNIQUE|CHECK|FOREIGN KEY|REFERENCES)\b/.test(line) && !/\b(CONSTRAINT|UNIQUE INDEX) "/.test(line),
      )
      .map((line) => line.trim()),
  )

export type Journal = {
  readonly entries: readonly { readonly idx: number; readonly when: number; readonly tag: string }[]
}

/** A migration that is older than the last one applied is skipped without a word: `when` only grows. */
export function migrationsInOrder(journal: Journal, files: readonly string[]): Violation[] {
  const { entries } = journal
  const late = entries
    .filter(({ when }, at) => when <= (entries[at - 1]?.when ?? 0))
    .map(({ tag }) => `${tag} is not later`)
  const numbered = entries.filter(({ idx, tag }, at) => idx !== at || !tag.startsWith(String(at).padStart(4, "0")))
  const tags = entries.map(({ tag }) => `${tag}.sql`)
  return [
    ...late,
    ...numbered.map(({ tag }) => `${tag} is out of number`),
    ...tags.filter((name) => !files.includes(name)).map((name) => `${name} is missing`),
    ...files.filter((name) => !tags.includes(name)).map((name) => `${name} is not in the journal`),
  ]
}
