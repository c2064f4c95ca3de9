import type { Role } from "./world.ts"

/** One sign a state, in the order of the states: `+` done, `-` refused. */
export type Pattern = string
export type Line = { readonly slice: string; readonly action: string; readonly who: string; readonly states: Pattern }

/** A line for each pattern that some roles share; nobody is a line, too. */
export function rowsOf(slice: string, action: string, patterns: readonly (readonly [Role, Pattern])[]): Line[] {
  const able = patterns.filter(([, pattern]) => pattern.includes("+"))
  const distinct = [...new Set(able.map(([, pattern]) => pattern))]
  const lines = distinct.map((states) => ({
    slice,
    action,
    who: able.flatMap(([role, pattern]) => (pattern === states ? [role] : [])).join(""),
    states,
  }))
  return lines.length > 0 ? lines : [{ slice, action, who: "", states: patterns[0]?.[1] ?? "" }]
}

const read = (text: string): Line[] =>
  text
    .trim()
    .split("\n")
    .map((line) => {
      const [slice = "", action = "", who = "", states = ""] = line.trim().split(/ +/)
      return { slice, action, who, states }
    })

/** Every command by area, who is able to do it (letters of `roles`), and in which states. */
export const table = {
  /** draft, registration, drawn, judging, signed, decoded, published */
  events: read(`
competition/contests             openRegistration ACO +------
competition/contests             changeEvent      ACO ++++---
competition/contests             changeRules      ACO ++++---
competition/registration         enterPerson      U   -+-----
competition/registration         enterNewPerson   U   -+-----
competition/registration         withdrawEntry    U   -+-----
competition/registration         approveEntries   ACO -+-----
competition/registration         rejectEntry      ACO -+-----
competition/registration         reopenEntry      ACO -+-----
competition/registration         changeStatus     ACO ++++---
competition/registration/import  importEntries    U   -+-----
competition/draws                prepareDraw      ACO -+-----
competition/draws                drawCodes        ACO -+-----
competition/draws                openCodeList     ACO --+++++
competition/judging              appoint          ACO ++++---
competition/judging              changeSeat       ACO +++----
competition/judging              removeSeat       ACO +++----
competition/judging              endSeat          ACO ---+---
competition/judging              substitute       ACO ---+---
competition/judging              issueCards       ACO ++++---
competition/judging              startJudging     ACO --+----
competition/judging              takeSeat         ACOHURJSLXMP +++++++
competition/judging              saveMark         JS  ---+---
competition/judging              saveAll          JS  ---+---
competition/judging              signSheet        JS  ---+---
competition/judging              carryOut         JS  +++++++
competition/judging              applyItem        L   ---+---
competition/judging              importPacket     ACO +++++++
competition/judging              askSync          ACO +++++++
competition/judging              setAside         ACOL +++++++
competition/judging              reopenSheet      L   ---++--
competition/judging              changePanel      L   ---+---
competition/judging              findStatus       L   ---+---
competition/judging              signSet          L   ---+---
competition/results              decode           ACO ----+--
competition/results              publish          ACO -----+-
competition/results              reopen           ACO -----++
competition/results/noticing     announceResult   AC  ------+
honours/conferrals               confer           ACOH ------+
`),
  /** draft, announced, closed */
  contests: read(`
competition/contests   createContest AC  +++
competition/contests   changeContest ACO ++-
competition/contests   announce      ACO +--
competition/contests   close         ACO -+-
competition/contests   createEvent   ACO ++-
competition/contests   changeEvent   ACO ++-
competition/contests   changeRules   ACO ++-
competition/rehearsals rehearse      ACO ++-
`),
  /** visible, waiting, revoked */
  register: read(`
honours/register addHonour   AH +++
honours/register changeHonour AH +++
honours/register setFormat   AH +++
honours/register changeDecision AH +++
honours/register enterByHand AH +++
honours/register correctEntry AH ++-
honours/register fileEntry    AH +++
honours/register unfileEntry  AH +++
honours/register addCopies   AH +++
honours/register printCertificates AH ++-
honours/register setTerm     AH ++-
honours/register decideTerms AH ++-
honours/register openCase    AHU ++-
honours/register advise      AH +++
honours/register decideCase  AH +++
honours/register dismissCase AH +++
honours/register withdrawCase AHU +++
honours/register restoreCase AH +++
honours/register noteTokens  AH +++
honours/register addPapers   AHU +++
`),
  /** draft, with the reviewers, returned to the unit, passed over, ended; rows are the moves of `moveNomination` */
  nominations: read(`
honours/nominations submit     U   +----
honours/nominations sign       AH  -+---
honours/nominations return     AH  -+---
honours/nominations resubmit   U   --+--
honours/nominations withdraw   AHU -++--
honours/nominations add_signer AH  -+---
honours/nominations reject     AH  -++--
honours/nominations pass_over  AH  -++--
honours/nominations call_up    AH  ---+-
honours/nominations lose       AH  -+++-
honours/nominations startNomination   U +++++
honours/nominations discardNomination U +----
honours/nominations saveSection       U +-+--
honours/nominations attachFile        U +-+--
honours/nominations askConsent        U +-+--
honours/nominations/importing importNominations U +++++
honours/nominations/copying   copyNomination    U -++++
honours/printing    numbersForForm    AU +++++
honours/nominations/founding/corrections renewFoundation AH ++++-
honours/nominations/reviewing reviewMany AH -+---
honours/nominations/moves     askAlso    AH -+---
`),
  /** seated, session, counted, selected, signed */
  committees: read(`
honours/reviews/committee seatCommittee   AH ----+
honours/reviews/committee dealCases       AH +----
honours/reviews/committee hideWords       AH ++---
honours/reviews/committee openSession     AH +----
honours/reviews/committee closeSession    AH -+---
honours/reviews/members   addMember       AH ++---
honours/reviews/members   appointChair    AH +++--
honours/reviews/members   removeMember    AH +----
honours/reviews/members   issueCodes      AH ++++-
honours/reviews/session   takePlace       ACOHURJSLXMP ++++-
honours/reviews/session   declareInterest M  -+---
honours/reviews/session   score           M  -+---
honours/reviews/session   cast            M  -++--
honours/reviews/selection openSecondVote  AH --+--
honours/reviews/selection closeSecondVote AH --+--
honours/reviews/selection select          AH --+--
honours/reviews/selection writeMinutes    AH --++-
honours/reviews/selection signMinutes     M  ---+-
`),
  /** draft, open, reviewing, decided, archived */
  programmes: read(`
honours/programmes            createProgramme  AH +++++
honours/programmes            changeProgramme  AH +++--
honours/programmes            changeDefinition AH +++--
honours/programmes            open             AH +----
honours/programmes            review           AH -+---
honours/programmes            reopen           AH --+--
honours/programmes            decide           AH --+--
honours/programmes            archive          AH ---+-
honours/programmes/making     startProgramme   AH +++++
honours/programmes/allotments saveAllotments   AH +++--
`),
  /** draft, open, its period over, closed, withdrawn */
  notices: read(`
notices/issuing    draftNotice    ACH +++++
notices/issuing    openNotice     ACH +++++
notices/issuing    changeNotice   ACH +----
notices/issuing    openDraft      ACH +----
notices/issuing    restartNotice  ACH -++--
notices/issuing    strikeRow      ACH -++--
notices/issuing    closeNotice    ACH --+--
notices/issuing    withdrawNotice ACH +++--
notices/objections objectTo       ACOHURJSLXMP -+---
notices/objections enterObjection ACH -++--
`),
  /** received, investigating, upheld, dismissed */
  objections: read(`
notices/objections assign         ACH ++--
notices/objections noteFindings   ACH -+--
notices/objections conclude       ACH -+--
notices/objections revealObjector ACH ++++
`),
  /** What has no state. */
  always: read(`
directory/organisations createUnit        ACU +
directory/organisations changeUnit        ACU +
directory/organisations addFormerUnitName    ACU +
directory/organisations removeFormerUnitName ACU +
directory/people        createPerson      ACU +
directory/people        changePerson      ACU +
directory/people        giveDuty          A +
directory/people        endDuty           A +
directory/people        addFormerName     ACU +
directory/people        removeFormerName  ACU +
directory/people        revealNumber      AU +
directory/people        invitePerson      A +
directory/people        keepPersonAccount A +
directory/organisations/bulk importUnits       AU +
directory/people/bulk        importPeople      AU +
directory/people/appointing  importDuties      A +
directory/imports            keepSheet         AUX +
directory/imports            confirmImport     AU +
honours/opinions             askDepartments    AH +
honours/opinions             reissueLetter     AH +
honours/opinions             remind            AH +
honours/opinions/answering   giveOpinions      ACOHURJSLXMP +
honours/opinions/answering   signLetter        ACOHURJSLXMP +
exchange/merges              mergePeople       A +
accounts                     changePassword    ACOHURX +
accounts                     endOwnSessions    ACOHURX +
accounts/factors             startAuthenticator   ACOHURX +
accounts/factors             confirmAuthenticator ACOHURX +
accounts/factors             renewCodes        ACOHURX +
accounts/factors             removeFactor      ACOHURX +
honours/decisions            decide            AH +
honours/decisions/cultivating listForCultivation AH +
honours/decisions/cultivating assess AH +
honours/decisions/reporting  reportUpward      AH +
honours/decisions/noticing   announceNominees  AH +
honours/decisions/noticing   conclude          AH +
accounts/invitations         acceptInvitation  ACOHURJSLXMP +
`),
}
