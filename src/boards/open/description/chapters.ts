/** As much of an OpenAPI document as its page shows. */
type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly description?: string
  readonly default?: unknown
}
type Parameter = {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema
}
type Operation = {
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly unknown[]
  readonly responses?: Readonly<Record<string, unknown>>
}
type Document = {
  readonly paths?: Readonly<Record<string, { readonly get?: Operation }>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

/** What a schema takes, in the words of JSON Schema. */
function typeOf(schema: Schema | undefined): string {
  if (!schema) return "any"
  if (schema.$ref) return schema.$ref.replace(/^.*\//, "")
  if (schema.enum) return schema.enum.map(String).join(" | ")
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" | ")
  if (schema.type === "array") return `${typeOf(schema.items)}[]`
  return Array.isArray(schema.type) ? schema.type.join(" | ") : String(schema.type ?? "object")
}

type Rows = { readonly name: string; readonly type: string; readonly note: string }[]

const rowsOf = (properties: Readonly<Record<string, Schema>> | undefined): Rows =>
  Object.entries(properties ?? {}).map(([name, one]) => ({ name, type: typeOf(one), note: one.description ?? "" }))

function answered(operation: Operation): Schema | undefined {
  const ok = operation.responses?.["200"] as { content?: Record<string, { schema?: Schema }> } | undefined
  return ok?.content?.["application/json"]?.schema
}

/** What an address answers, by its fields; of a list, the kind of its items. */
function answerOf(operation: Operation, schemas: Readonly<Record<string, unknown>>) {
  const answer = answered(operation)
  const own = answer?.$ref ? (schemas[typeOf(answer)] as Schema | undefined) : answer
  return { name: answer?.$ref ? typeOf(answer) : "", fields: rowsOf(own?.properties) }
}

/** The interface as its page tells it: under each heading the addresses, what they take and what they answer. */
export function chapters({ paths = {}, components }: Document) {
  const schemas = components?.schemas ?? {}
  const all = Object.entries(paths).flatMap(([path, { get }]) => {
    if (!get) return []
    const taken = ((get.parameters ?? []) as Parameter[]).map((one) => ({
      ...{
        name: one.name,
        place: one.in,
        type: typeOf(one.schema),
        note: one.description ?? one.schema?.description ?? "",
      },
    }))
    const { summary = "", description = "", tags = [] } = get
    return [{ path, summary, description, tag: tags[0] ?? "", taken, answer: answerOf(get, schemas) }]
  })
  return {
    groups: [...Map.groupBy(all, ({ tag }) => tag)].map(([tag, operations]) => ({ tag, operations })),
    kinds: Object.entries(schemas as Readonly<Record<string, Schema>>).map(
      ([name, { properties, description = "" }]) => ({
        ...{ name, description, fields: rowsOf(properties) },
      }),
    ),
  }
}
