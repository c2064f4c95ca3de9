import type { Hono } from "hono"
import { invitationRoutes } from "#accounts/invitations/routes.ts"
import { aboutRoutes } from "#boards/about/routes.ts"
import { ceremonyRoutes } from "#boards/ceremony/routes.ts"
import { contestBoardRoutes } from "#boards/contests/routes.ts"
import { dataRoutes } from "#boards/data/routes.ts"
import { decisionBoardRoutes } from "#boards/decisions/routes.ts"
import { findingRoutes } from "#boards/finding/routes.ts"
import { hallRoutes } from "#boards/hall/routes.ts"
import { homeRoutes } from "#boards/home/routes.ts"
import { honourRoutes } from "#boards/honours/routes.ts"
import { lifetimeRoutes } from "#boards/lifetime/routes.ts"
import { openRoutes, unknownApiRoutes } from "#boards/open/routes.ts"
import { laureatePhotoRoutes, laureateRoutes } from "#boards/people/routes.ts"
import { resultBoardRoutes } from "#boards/results/routes.ts"
import { searchRoutes } from "#boards/search/routes.ts"
import { statisticsRoutes } from "#boards/statistics/routes.ts"
import { taskRoutes } from "#boards/tasks/routes.ts"
import { trailRoutes } from "#boards/trail/routes.ts"
import { honouredUnitRoutes } from "#boards/units/routes.ts"
import { verifyRoutes } from "#boards/verify/routes.ts"
import { editorRoutes } from "#competition/contests/editor/routes.ts"
import { contestRoutes } from "#competition/contests/routes.ts"
import { drawRoutes } from "#competition/draws/routes.ts"
import { judgingRoutes } from "#competition/judging/routes.ts"
import { exampleRoutes } from "#competition/ranking/routes.ts"
import { approvalRoutes } from "#competition/registration/approval/routes.ts"
import { importRoutes } from "#competition/registration/import/routes.ts"
import { registrationRoutes } from "#competition/registration/routes.ts"
import { rehearsalRoutes } from "#competition/rehearsals/routes.ts"
import { resultNoticeRoutes } from "#competition/results/noticing/routes.ts"
import { resultRoutes } from "#competition/results/routes.ts"
import { directoryImportRoutes } from "#directory/imports/routes.ts"
import { unitRoutes } from "#directory/organisations/routes.ts"
import { invitationRoutes as invitingRoutes } from "#directory/people/invitation/routes.ts"
import { numberRoutes } from "#directory/people/numbers/routes.ts"
import { peopleRoutes } from "#directory/people/routes.ts"
import { mergeRoutes } from "#exchange/merges/routes.ts"
import { conferralRoutes } from "#honours/conferrals/routes.ts"
import { cultivationRoutes } from "#honours/decisions/cultivating/routes.ts"
import { noticingRoutes } from "#honours/decisions/noticing/routes.ts"
import { reportRoutes } from "#honours/decisions/reporting/routes.ts"
import { namingRoutes } from "#honours/decisions/routes.ts"
import { historyRoutes } from "#honours/history/routes.ts"
import { historySheetRoutes } from "#honours/history/sheets/routes.ts"
import { consentRoutes } from "#honours/nominations/consent/routes.ts"
import { copyingRoutes } from "#honours/nominations/copying/routes.ts"
import { foundationRoutes } from "#honours/nominations/founding/corrections/routes.ts"
import { foundingRoutes } from "#honours/nominations/founding/routes.ts"
import { importingRoutes } from "#honours/nominations/importing/routes.ts"
import { moveRoutes } from "#honours/nominations/moves/routes.ts"
import { paperRoutes } from "#honours/nominations/papers/routes.ts"
import { reviewingRoutes } from "#honours/nominations/reviewing/routes.ts"
import { nominationRoutes } from "#honours/nominations/routes.ts"
import { startingRoutes } from "#honours/nominations/starting/routes.ts"
import { answeringRoutes } from "#honours/opinions/answering/routes.ts"
import { opinionRoutes } from "#honours/opinions/routes.ts"
import { letterFormRoutes } from "#honours/printing/letter/routes.ts"
import { printingRoutes } from "#honours/printing/routes.ts"
import { summaryRoutes } from "#honours/printing/summary/routes.ts"
import { allotmentRoutes } from "#honours/programmes/allotments/routes.ts"
import { definitionRoutes } from "#honours/programmes/definitions/routes.ts"
import { makingRoutes } from "#honours/programmes/making/routes.ts"
import { programmeRoutes } from "#honours/programmes/routes.ts"
import { certificateRoutes } from "#honours/register/certificates/routes.ts"
import { correctionRoutes } from "#honours/register/corrections/routes.ts"
import { decisionRoutes } from "#honours/register/decisions/routes.ts"
import { filingRoutes } from "#honours/register/filing/routes.ts"
import { numberingRoutes } from "#honours/register/numbering/routes.ts"
import { revocationRoutes } from "#honours/register/revocations/routes.ts"
import { registerRoutes } from "#honours/register/routes.ts"
import { termRoutes } from "#honours/register/terms/routes.ts"
import { committeeRoutes } from "#honours/reviews/committee/routes.ts"
import { selectionRoutes } from "#honours/reviews/selection/routes.ts"
import { sessionRoutes } from "#honours/reviews/session/routes.ts"
import { vetoRoutes } from "#honours/vetoes/routes.ts"
import type { Env } from "#http/env.ts"
import { noticeBoardRoutes } from "#notices/board/routes.ts"
import { calendarRoutes } from "#notices/calendar/routes.ts"
import { noticeRoutes } from "#notices/issuing/routes.ts"
import { runningRoutes } from "#notices/issuing/running/routes.ts"
import { investigationRoutes } from "#notices/objections/investigation/routes.ts"
import { objectionRoutes } from "#notices/objections/routes.ts"

/** The routes of every slice, in the order of the areas. */
export const slices: readonly Hono<Env>[] = [
  invitationRoutes,
  unitRoutes,
  numberRoutes,
  peopleRoutes,
  directoryImportRoutes,
  invitingRoutes,
  calendarRoutes,
  noticeRoutes,
  runningRoutes,
  investigationRoutes,
  objectionRoutes,
  noticeBoardRoutes,
  registrationRoutes,
  importRoutes,
  approvalRoutes,
  drawRoutes,
  judgingRoutes,
  resultRoutes,
  resultNoticeRoutes,
  aboutRoutes,
  contestRoutes,
  editorRoutes,
  conferralRoutes,
  historyRoutes,
  historySheetRoutes,
  decisionRoutes,
  correctionRoutes,
  filingRoutes,
  termRoutes,
  revocationRoutes,
  numberingRoutes,
  certificateRoutes,
  registerRoutes,
  makingRoutes,
  programmeRoutes,
  allotmentRoutes,
  opinionRoutes,
  answeringRoutes,
  definitionRoutes,
  namingRoutes,
  reportRoutes,
  cultivationRoutes,
  noticingRoutes,
  committeeRoutes,
  selectionRoutes,
  sessionRoutes,
  vetoRoutes,
  nominationRoutes,
  startingRoutes,
  importingRoutes,
  copyingRoutes,
  foundingRoutes,
  foundationRoutes,
  paperRoutes,
  moveRoutes,
  reviewingRoutes,
  consentRoutes,
  printingRoutes,
  summaryRoutes,
  letterFormRoutes,
  exampleRoutes,
  rehearsalRoutes,
  mergeRoutes,
  lifetimeRoutes,
  homeRoutes,
  hallRoutes,
  honourRoutes,
  laureateRoutes,
  laureatePhotoRoutes,
  honouredUnitRoutes,
  decisionBoardRoutes,
  contestBoardRoutes,
  resultBoardRoutes,
  ceremonyRoutes,
  dataRoutes,
  findingRoutes,
  openRoutes,
  unknownApiRoutes,
  searchRoutes,
  statisticsRoutes,
  verifyRoutes,
  taskRoutes,
  trailRoutes,
]

/** Routes whose pages are the same for all who are not signed in, and are kept: the boards, but no search. */
export const publicRoutes: ReadonlySet<string> = new Set(
  [
    aboutRoutes,
    homeRoutes,
    hallRoutes,
    honourRoutes,
    laureateRoutes,
    honouredUnitRoutes,
    decisionBoardRoutes,
    contestBoardRoutes,
    resultBoardRoutes,
    noticeBoardRoutes,
    statisticsRoutes,
    dataRoutes,
    findingRoutes,
    openRoutes,
  ].flatMap(({ routes }) => routes.map(({ path }) => path)),
)
