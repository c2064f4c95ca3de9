const inChina = { hourCycle: "h23", timeZone: "Asia/Shanghai" } as const
const seconds = new Intl.DateTimeFormat("zh-CN", { timeStyle: "medium", ...inChina })
const minutes = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", ...inChina })

/** An instant by the clock in China, wherever the device is: `09:05:30`. */
export const timeOf = (at: Date): string => seconds.format(at)

/** The same as a wall shows it: `09:05`. */
export const minuteOf = (at: Date): string => minutes.format(at)
