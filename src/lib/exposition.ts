export type Sample = {
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
  readonly suffix?: string
}

/** One metric with its samples, as Prometheus reads it. */
export type Family = {
  readonly name: string
  readonly help: string
  readonly type: "counter" | "gauge" | "histogram"
  readonly samples: readonly Sample[]
}

const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")

function lineOf(name: string, { labels = {}, value, suffix = "" }: Sample): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
  return `${name}${suffix}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}`
}

/** The Prometheus text format, version 0.0.4. */
export const exposition = (families: readonly Family[]): string =>
  families
    .map(({ name, help, type, samples }) =>
      [
        `# HELP ${name} ${help.replaceAll("\\", "\\\\")}`,
        `# TYPE ${name} ${type}`,
        ...samples.map((sample) => `${lineOf(name, sample)}`),
        "",
      ].join("\n"),
    )
    .join("")
