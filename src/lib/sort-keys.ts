import { pinyinOrder } from "./names.ts"
import { strokeOrder } from "./strokes.ts"

/** The orders in which lists of names are printed: 姓氏笔画 unless the reader asks for 拼音. */
export const nameOrders = ["stroke", "pinyin"] as const
export type NameOrder = (typeof nameOrders)[number]

/** What is stored beside a name to sort by, in every place where a name is written; `sortAs` as in `strokeOrder`. */
export const sortKeys = (name: string, kind: "person" | "unit", sortAs = "") => ({
  sortPinyin: pinyinOrder(name, kind),
  sortStroke: strokeOrder(name, kind, sortAs),
})
