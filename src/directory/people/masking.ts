/** Only the first and the last sign: a region or a birth date would tell people apart (Ant Design's 高级脱敏). */
export const maskIdentityNumber = (number: string): string => {
  const signs = [...number]
  return `${signs[0]}${"*".repeat(Math.max(1, signs.length - 2))}${signs.at(-1)}`
}

/** `186****1402`; of other numbers the code of the place and the last four figures. */
export function maskPhone(phone: string): string {
  const [, head = "", hidden = "", tail = ""] = /^(1\d\d|\+852|0\d+-)(\d*)(\d{4})$/.exec(phone) ?? []
  return `${head}${"*".repeat(hidden.length)}${tail}`
}
