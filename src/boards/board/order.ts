/** The orders of a board: by surname strokes unless the reader asks for pinyin, or for the places of contests. */
export const boardOrders = ["stroke", "pinyin", "result"] as const
export type BoardOrder = (typeof boardOrders)[number]

export const boardOrderIn = (text: string | undefined): BoardOrder =>
  boardOrders.find((one) => one === text) ?? "stroke"
