import enAccounts from "./en/accounts.json" with { type: "json" }
import enBoards from "./en/boards.json" with { type: "json" }
import enCommon from "./en/common.json" with { type: "json" }
import enContests from "./en/contests.json" with { type: "json" }
import enDirectory from "./en/directory.json" with { type: "json" }
import enDraws from "./en/draws.json" with { type: "json" }
import enJudging from "./en/judging.json" with { type: "json" }
import enRanking from "./en/ranking.json" with { type: "json" }
import enRegister from "./en/register.json" with { type: "json" }
import enRegistration from "./en/registration.json" with { type: "json" }
import enRehearsals from "./en/rehearsals.json" with { type: "json" }
import enResults from "./en/results.json" with { type: "json" }
import enTasks from "./en/tasks.json" with { type: "json" }
import zhAccounts from "./zh-CN/accounts.json" with { type: "json" }
import zhBoards from "./zh-CN/boards.json" with { type: "json" }
import zhCommon from "./zh-CN/common.json" with { type: "json" }
import zhContests from "./zh-CN/contests.json" with { type: "json" }
import zhDirectory from "./zh-CN/directory.json" with { type: "json" }
import zhDraws from "./zh-CN/draws.json" with { type: "json" }
import zhJudging from "./zh-CN/judging.json" with { type: "json" }
import zhRanking from "./zh-CN/ranking.json" with { type: "json" }
import zhRegister from "./zh-CN/register.json" with { type: "json" }
import zhRegistration from "./zh-CN/registration.json" with { type: "json" }
import zhRehearsals from "./zh-CN/rehearsals.json" with { type: "json" }
import zhResults from "./zh-CN/results.json" with { type: "json" }
import zhTasks from "./zh-CN/tasks.json" with { type: "json" }

/** Every text of the interface; the first language is the one that the keys are typed by. */
export const texts = {
  "zh-CN": {
    common: zhCommon,
    accounts: zhAccounts,
    directory: zhDirectory,
    contests: zhContests,
    registration: zhRegistration,
    draws: zhDraws,
    judging: zhJudging,
    ranking: zhRanking,
    results: zhResults,
    rehearsals: zhRehearsals,
    register: zhRegister,
    boards: zhBoards,
    tasks: zhTasks,
  },
  en: {
    common: enCommon,
    accounts: enAccounts,
    directory: enDirectory,
    contests: enContests,
    registration: enRegistration,
    draws: enDraws,
    judging: enJudging,
    ranking: enRanking,
    results: enResults,
    rehearsals: enRehearsals,
    register: enRegister,
    boards: enBoards,
    tasks: enTasks,
  },
} as const
