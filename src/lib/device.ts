export const deviceKinds = [
  "ipad",
  "iphone",
  "android_tablet",
  "android_phone",
  "windows",
  "mac",
  "linux",
  "other",
] as const
export type DeviceKind = (typeof deviceKinds)[number]

const signs: readonly (readonly [RegExp, DeviceKind])[] = [
  [/iPad/, "ipad"],
  [/iPhone/, "iphone"],
  [/Android.*Mobile/, "android_phone"],
  [/Android/, "android_tablet"],
  [/Windows/, "windows"],
  [/Macintosh/, "mac"],
  [/Linux|CrOS/, "linux"],
]

/** The kind of device as far as a browser tells, so that a judge recognises "the other tablet". */
export const deviceKind = (userAgent: string): DeviceKind =>
  signs.find(([sign]) => sign.test(userAgent))?.[1] ?? "other"

const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, "WeChat"],
  [/Edg/, "Edge"],
  [/QQBrowser/, "QQ Browser"],
  [/Firefox/, "Firefox"],
  [/Chrom(e|ium)/, "Chrome"],
  [/Safari/, "Safari"],
]

/** The name of the browser as its makers write it, or nothing where it does not tell. */
export const browserName = (userAgent: string): string => browsers.find(([sign]) => sign.test(userAgent))?.[1] ?? ""
