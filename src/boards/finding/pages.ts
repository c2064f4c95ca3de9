import { template } from "#render/template.ts"
import type { FeedEntry, mapped } from "./addresses.ts"

export const feedPage = template<{ entries: readonly FeedEntry[]; updated: Date }>("boards/finding/feed")
export const mapPage = template<{ urls: ReturnType<typeof mapped> }>("boards/finding/map")
export const mapsPage = template<{ urls: ReturnType<typeof mapped> }>("boards/finding/maps")
