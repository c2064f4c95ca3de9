import type { RecipientKind } from "#db/words.ts"
import type { PaperField } from "./fields.ts"
import type { Layout, Layouts, PaperForm, PaperKey } from "./layout.ts"

const rows = (...lines: readonly (readonly PaperField[])[]): Layout =>
  lines.map((line) => line.map((field) => ({ field })))

const ofUnit = ["unit_kind", "ownership", "industry"] as const

/** The forms until a programme has its own: the field lists of domain.md 1.8, as the official ones are not public. */
export const readyLayouts: Readonly<Record<PaperKey, Layout>> = {
  approval_person: rows(
    ["name", "sex", "photo"],
    ["ethnicity", "birth"],
    ["native_place", "politics"],
    ["education", "works_since"],
    ["identity_number", "phone"],
    ["unit"],
    ofUnit,
    ["post", "rank"],
    ["professional_title", "skill"],
    ["identity_class", "flags"],
    ["honour"],
    ["resume"],
    ["honours"],
    ["deeds_summary"],
    ["deeds"],
    ["contribution"],
    ["democracy"],
    ["notice"],
    ["signatures"],
    ["departments"],
    ["remarks"],
  ),
  approval_unit: rows(
    ["name"],
    ["credit_code", "head"],
    ofUnit,
    ["headcount", "union_members", "union_founded"],
    ["address"],
    ["honour"],
    ["honours"],
    ["deeds_summary"],
    ["deeds"],
    ["contribution"],
    ["democracy"],
    ["notice"],
    ["signatures"],
    ["departments"],
    ["remarks"],
  ),
  approval_team: rows(
    ["name", "leader"],
    ["unit"],
    ofUnit,
    ["members", "women", "migrants"],
    ["shift_team", "honour"],
    ["honours"],
    ["deeds_summary"],
    ["deeds"],
    ["contribution"],
    ["democracy"],
    ["notice"],
    ["signatures"],
    ["departments"],
    ["remarks"],
  ),
  opinion_person: rows(
    ["name", "sex", "birth"],
    ["unit"],
    ["post", "identity_class"],
    ["honour"],
    ["deeds_summary"],
    ["departments"],
    ["remarks"],
  ),
  opinion_unit: rows(
    ["name"],
    ["credit_code", "head"],
    ofUnit,
    ["headcount", "address"],
    ["honour"],
    ["deeds_summary"],
    ["departments"],
    ["remarks"],
  ),
  opinion_team: rows(
    ["name", "leader"],
    ["unit"],
    ["members", "honour"],
    ["deeds_summary"],
    ["departments"],
    ["remarks"],
  ),
  summary_person: rows(
    ["number", "name", "sex", "birth", "ethnicity", "politics"],
    ["education", "unit", "post", "identity_class", "flags", "skill"],
    ["recommender", "remarks"],
  ),
  summary_unit: rows(
    ["number", "name", "credit_code", "unit_kind", "ownership", "industry"],
    ["headcount", "head", "recommender", "remarks"],
  ),
  summary_team: rows(
    ["number", "name", "unit", "ownership", "members", "women"],
    ["migrants", "leader", "shift_team", "recommender", "remarks"],
  ),
}

/** How a programme prints a form about recipients of a kind. */
export const layoutFor = (papers: Layouts | undefined, form: PaperForm, kind: RecipientKind): Layout =>
  papers?.[`${form}_${kind}`] ?? readyLayouts[`${form}_${kind}`]
