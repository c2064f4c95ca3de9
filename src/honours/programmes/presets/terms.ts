import type { Both } from "../words.ts"
import { both, honour, offer, type Preset, plainTerms } from "./preset.ts"
import { decision, document, firstReview, officeNotice, officeReview, recommendation, unitNotice } from "./steps.ts"

/** Named for three years, looked at again, and taken off the list when the assessment fails (domain.md 3.7). */
export const studios: Preset = {
  id: "innovation-studios",
  title: both("劳模和工匠人才创新工作室", "Innovation studios"),
  summary: both(
    "由市级以上劳模、奖章获得者或工匠领衔；三年一周期，期满复核，不合格摘牌。",
    "Led by a model worker, medallist or craftsman; for three years, then looked at again, and removed when it fails.",
  ),
  batch: "special",
  honours: [honour("innovation-studio", both("创新工作室", "Innovation Studio"), "team", 70)],
  definition: {
    ...plainTerms,
    honours: [offer("innovation-studio", 20, "1.5")],
    route: [recommendation, unitNotice, firstReview, officeReview, officeNotice, decision, document],
    term: { years: 3, reconfirmationMonths: 6, grades: [] },
  },
}

const stars: readonly (readonly [string, Both])[] = [
  ["five", both("五星级", "Five stars")],
  ["four", both("四星级", "Four stars")],
  ["three", both("三星级", "Three stars")],
  ["two", both("二星级", "Two stars")],
  ["one", both("一星级", "One star")],
]

/** Looked at every year, not for life: down-star, up-star or removal (domain.md 3.8). */
export const starRating: Preset = {
  id: "star-rating",
  title: both("星级评定", "Star rating"),
  summary: both(
    "站点、基层工会等按一至五星评定，每年复核，可升星、降星或摘牌。",
    "Stations and grassroots unions from one to five stars; looked at every year, up, down or removed.",
  ),
  batch: "special",
  honours: [honour("star-rating", both("星级单位", "Star Rating"), "unit", 80)],
  definition: {
    ...plainTerms,
    honours: [offer("star-rating", 100)],
    route: [recommendation, firstReview, officeReview, officeNotice, decision, document],
    term: { years: 1, reconfirmationMonths: 3, grades: stars.map(([key, title]) => ({ key, title })) },
  },
}
