import { mkdirSync } from "node:fs"
import type { Page } from "playwright-core"

/** `SCREENSHOTS=1` keeps pictures in Chinese, `SCREENSHOTS=en` in English. */
export const lang = process.env.SCREENSHOTS === "en" ? "en" : "zh-CN"

const sizes = [
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
  { width: 1180, height: 820 },
]

/** Keeps what a page shows now, as an 11" tablet, the same upright, and a phone show it. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.SCREENSHOTS) return
  const folder = `.data/screenshots/tablets/${lang}`
  mkdirSync(folder, { recursive: true })
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.screenshot({ path: `${folder}/${name}-${size.width}.png` })
  }
}
