import type { HonourRow } from "#boards/board/queries.ts"
import type { qrPath } from "#lib/qr-path.ts"
import { template } from "#render/template.ts"
import type { HallScreens } from "./queries.ts"
import type { HallSelection } from "./selection.ts"

export const hallPage = template<
  HallScreens & { selection: HallSelection; qr: ReturnType<typeof qrPath>; host: string }
>("boards/hall/show")

export const hallSetupPage = template<{ selection: HallSelection; honours: readonly HonourRow[] }>("boards/hall/setup")
