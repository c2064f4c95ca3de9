import { line } from "#http/forms.ts"
import { seatForm } from "../panel/forms.ts"

export const substituteForm = seatForm.pick({ alias: true, personId: true }).extend({ reason: line(500) })
