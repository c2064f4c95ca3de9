import { type Fields, LIST_NAMES, type ListName, type RulesForm } from "./form.ts"
import { depths, endOf, parentOf } from "./tree.ts"

export type Edit = { readonly verb: "add" | "remove" | "up" | "down"; readonly list: ListName; readonly index: number }

/** `add:nodes:3` as an editor button sends it; nothing for any other word. */
export function editOf(text: string): Edit | undefined {
  const [, verb, name, index] = /^(add|remove|up|down):([a-zA-Z]+):(\d{1,3})$/.exec(text) ?? []
  const list = LIST_NAMES.find((each) => each === name)
  return verb && list ? { verb: verb as Edit["verb"], list, index: Number(index) } : undefined
}

/** The first of `stem1`, `stem2`, … that is not taken. */
export function freshName(stem: string, taken: readonly (string | undefined)[]): string {
  let number = 1
  while (taken.includes(`${stem}${number}`)) number++
  return `${stem}${number}`
}

function added(form: RulesForm, list: ListName): Fields {
  if (list === "values")
    return {
      name: freshName(
        "value",
        form.values.map(({ name }) => name),
      ),
    }
  if (list === "prizes")
    return {
      name: freshName(
        "prize",
        form.prizes.map(({ name }) => name),
      ),
      count: "1",
    }
  if (list === "promotions") return { level: "technician", last: "3", needsPass: "yes", holds: "senior" }
  return { by: "", direction: "desc" }
}

function withPart(form: RulesForm, index: number): RulesForm {
  const end = endOf(form.nodes, index)
  const key = freshName(
    "part",
    form.nodes.map((node) => node.key),
  )
  const part = { depth: String((depths(form.nodes)[index] ?? 0) + 1), key, kind: "measured", max: "100", open: "yes" }
  return { ...form, nodes: form.nodes.toSpliced(end, 0, part) }
}

/** The start of the sibling before or after, or nothing at the end of the row. */
function sibling(nodes: readonly Fields[], index: number, verb: "up" | "down"): number | undefined {
  const depth = depths(nodes)
  const parent = parentOf(nodes, index)
  const found =
    verb === "down" ? endOf(nodes, index) : depth.findLastIndex((each, at) => at < index && each === depth[index])
  return found >= 0 && found < nodes.length && parentOf(nodes, found) === parent ? found : undefined
}

function nodesAfter(form: RulesForm, { verb, index }: Edit): RulesForm {
  const { nodes } = form
  if (index >= nodes.length) return form
  if (verb === "add") return withPart(form, index)
  if (index === 0) return form
  if (verb === "remove") return { ...form, nodes: nodes.toSpliced(index, endOf(nodes, index) - index) }
  const other = sibling(nodes, index, verb)
  if (other === undefined) return form
  const [first, second] = [Math.min(index, other), Math.max(index, other)]
  const end = endOf(nodes, second)
  const swapped = [...nodes.slice(0, first), ...nodes.slice(second, end), ...nodes.slice(first, second)]
  return { ...form, nodes: [...swapped, ...nodes.slice(end)] }
}

function moved(items: readonly Fields[], from: number, to: number): readonly Fields[] {
  const item = items[from]
  if (!item || to < 0 || to >= items.length) return items
  return items.toSpliced(from, 1).toSpliced(to, 0, item)
}

/** The form after one press of an editor button; nothing that was typed is lost but what was removed. */
export function edited(form: RulesForm, edit: Edit): RulesForm {
  const { verb, list, index } = edit
  if (list === "nodes") return nodesAfter(form, edit)
  const items = form[list]
  if (verb === "add") return { ...form, [list]: [...items, added(form, list)] }
  if (verb === "remove") return { ...form, [list]: items.toSpliced(index, 1) }
  return { ...form, [list]: moved(items, index, verb === "up" ? index - 1 : index + 1) }
}

/** A key or value name that was changed is changed wherever the order and the nodes speak of it. */
export function followRenames(form: RulesForm): RulesForm {
  const changed = (items: readonly Fields[], name: string) =>
    new Map(
      items.flatMap((item) => (item.was && item[name] && item.was !== item[name] ? [[item.was, item[name]]] : [])),
    )
  const keys = changed(form.nodes, "key")
  const values = changed(form.values, "name")
  const by = (text = "") =>
    text.startsWith("value:") ? `value:${values.get(text.slice(6)) ?? text.slice(6)}` : (keys.get(text) ?? text)
  const items = (list: readonly Fields[]) => list.map((item) => ({ ...item, by: by(item.by) }))
  return {
    ...form,
    nodes: form.nodes.map((node) => ({
      ...node,
      was: node.key ?? "",
      ...(node.name && { name: values.get(node.name) ?? node.name }),
    })),
    values: form.values.map((value) => ({ ...value, was: value.name ?? "" })),
    order: items(form.order),
    teamOrder: items(form.teamOrder),
  }
}
