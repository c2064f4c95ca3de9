import {
  type EndingKind,
  endingKinds,
  type RecipientKind,
  type RevocationGround,
  revocationGrounds,
  type TokenKind,
} from "#db/words.ts"

type Ground = {
  readonly kinds: readonly EndingKind[]
  /** Whether the body that conferred may decide without waiting for the tier above the unit. */
  readonly isDirect: boolean
}

/**
 * Why an honour ends, and by which path. Criminal punishment, expulsion or probation and moral corruption go from the
 * unit upward (全国五一 评选管理暂行办法 art. 16); forged deeds and breaches of procedure the award body may revoke
 * itself; a team's plaque is removed by order, by rule, or by itself where the team is gone (责令、自动、自然摘牌).
 */
export const grounds: Readonly<Record<RevocationGround, Ground>> = {
  criminal_punishment: { kinds: ["revocation"], isDirect: false },
  expulsion: { kinds: ["revocation"], isDirect: false },
  moral_corruption: { kinds: ["revocation"], isDirect: false },
  untrue_deeds: { kinds: ["revocation", "ordered_removal"], isDirect: true },
  breach_of_procedure: { kinds: ["revocation", "ordered_removal"], isDirect: true },
  standard_lost: { kinds: ["ordered_removal", "automatic_removal"], isDirect: true },
  unit_gone: { kinds: ["natural_removal"], isDirect: true },
  other: { kinds: ["revocation", "ordered_removal"], isDirect: false },
}

/** Whether an honour of this kind of recipient ends so for this reason: people have no plaque to be taken down. */
export const fits = (kind: EndingKind, ground: RevocationGround, recipient: RecipientKind): boolean =>
  grounds[ground].kinds.includes(kind) && (kind === "revocation" || recipient !== "person")

/** What the holder was given, and is asked to give back. */
export const tokensOf = (recipient: RecipientKind): readonly TokenKind[] =>
  recipient === "person" ? ["medal", "certificate", "bonus"] : ["plaque", "certificate", "bonus"]

/** The ways and the reasons that a form offers for a kind of recipient. */
export const choicesFor = (recipient: RecipientKind) => ({
  kinds: endingKinds.filter((kind) => kind === "revocation" || recipient !== "person"),
  grounds: revocationGrounds.filter((ground) => endingKinds.some((kind) => fits(kind, ground, recipient))),
})
