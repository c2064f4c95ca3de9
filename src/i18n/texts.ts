import enAccounts from "./en/accounts.json" with { type: "json" }
import enAttachments from "./en/attachments.json" with { type: "json" }
import enBoards from "./en/boards.json" with { type: "json" }
import enCertificates from "./en/certificates.json" with { type: "json" }
import enCommon from "./en/common.json" with { type: "json" }
import enContests from "./en/contests.json" with { type: "json" }
import enDirectory from "./en/directory.json" with { type: "json" }
import enDraws from "./en/draws.json" with { type: "json" }
import enHistory from "./en/history.json" with { type: "json" }
import enImports from "./en/imports.json" with { type: "json" }
import enJudging from "./en/judging.json" with { type: "json" }
import enMerges from "./en/merges.json" with { type: "json" }
import enNaming from "./en/naming.json" with { type: "json" }
import enNominations from "./en/nominations.json" with { type: "json" }
import enNotices from "./en/notices.json" with { type: "json" }
import enOpen from "./en/open.json" with { type: "json" }
import enOpinions from "./en/opinions.json" with { type: "json" }
import enPrinting from "./en/printing.json" with { type: "json" }
import enProgrammes from "./en/programmes.json" with { type: "json" }
import enRanking from "./en/ranking.json" with { type: "json" }
import enRegister from "./en/register.json" with { type: "json" }
import enRegistration from "./en/registration.json" with { type: "json" }
import enRehearsals from "./en/rehearsals.json" with { type: "json" }
import enResults from "./en/results.json" with { type: "json" }
import enReviews from "./en/reviews.json" with { type: "json" }
import enStatistics from "./en/statistics.json" with { type: "json" }
import enTasks from "./en/tasks.json" with { type: "json" }
import enTrail from "./en/trail.json" with { type: "json" }
import enVetoes from "./en/vetoes.json" with { type: "json" }
import zhAccounts from "./zh-CN/accounts.json" with { type: "json" }
import zhAttachments from "./zh-CN/attachments.json" with { type: "json" }
import zhBoards from "./zh-CN/boards.json" with { type: "json" }
import zhCertificates from "./zh-CN/certificates.json" with { type: "json" }
import zhCommon from "./zh-CN/common.json" with { type: "json" }
import zhContests from "./zh-CN/contests.json" with { type: "json" }
import zhDirectory from "./zh-CN/directory.json" with { type: "json" }
import zhDraws from "./zh-CN/draws.json" with { type: "json" }
import zhHistory from "./zh-CN/history.json" with { type: "json" }
import zhImports from "./zh-CN/imports.json" with { type: "json" }
import zhJudging from "./zh-CN/judging.json" with { type: "json" }
import zhMerges from "./zh-CN/merges.json" with { type: "json" }
import zhNaming from "./zh-CN/naming.json" with { type: "json" }
import zhNominations from "./zh-CN/nominations.json" with { type: "json" }
import zhNotices from "./zh-CN/notices.json" with { type: "json" }
import zhOpen from "./zh-CN/open.json" with { type: "json" }
import zhOpinions from "./zh-CN/opinions.json" with { type: "json" }
import zhPrinting from "./zh-CN/printing.json" with { type: "json" }
import zhProgrammes from "./zh-CN/programmes.json" with { type: "json" }
import zhRanking from "./zh-CN/ranking.json" with { type: "json" }
import zhRegister from "./zh-CN/register.json" with { type: "json" }
import zhRegistration from "./zh-CN/registration.json" with { type: "json" }
import zhRehearsals from "./zh-CN/rehearsals.json" with { type: "json" }
import zhResults from "./zh-CN/results.json" with { type: "json" }
import zhReviews from "./zh-CN/reviews.json" with { type: "json" }
import zhStatistics from "./zh-CN/statistics.json" with { type: "json" }
import zhTasks from "./zh-CN/tasks.json" with { type: "json" }
import zhTrail from "./zh-CN/trail.json" with { type: "json" }
import zhVetoes from "./zh-CN/vetoes.json" with { type: "json" }

/** Every text of the interface; the first language is the one that the keys are typed by. */
export const texts = {
  "zh-CN": {
    common: zhCommon,
    accounts: zhAccounts,
    directory: zhDirectory,
    imports: zhImports,
    attachments: zhAttachments,
    notices: zhNotices,
    contests: zhContests,
    registration: zhRegistration,
    draws: zhDraws,
    judging: zhJudging,
    opinions: zhOpinions,
    printing: zhPrinting,
    ranking: zhRanking,
    results: zhResults,
    rehearsals: zhRehearsals,
    register: zhRegister,
    certificates: zhCertificates,
    history: zhHistory,
    nominations: zhNominations,
    programmes: zhProgrammes,
    merges: zhMerges,
    boards: zhBoards,
    statistics: zhStatistics,
    open: zhOpen,
    tasks: zhTasks,
    reviews: zhReviews,
    naming: zhNaming,
    trail: zhTrail,
    vetoes: zhVetoes,
  },
  en: {
    common: enCommon,
    accounts: enAccounts,
    directory: enDirectory,
    imports: enImports,
    attachments: enAttachments,
    notices: enNotices,
    contests: enContests,
    registration: enRegistration,
    draws: enDraws,
    judging: enJudging,
    opinions: enOpinions,
    printing: enPrinting,
    ranking: enRanking,
    results: enResults,
    rehearsals: enRehearsals,
    register: enRegister,
    certificates: enCertificates,
    history: enHistory,
    nominations: enNominations,
    programmes: enProgrammes,
    merges: enMerges,
    boards: enBoards,
    statistics: enStatistics,
    open: enOpen,
    tasks: enTasks,
    reviews: enReviews,
    naming: enNaming,
    trail: enTrail,
    vetoes: enVetoes,
  },
} as const
