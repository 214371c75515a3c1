import {
  alreadyAccessLetter,
  operatorGrantedLetter,
  operatorInvitationLetter,
  passwordChangedLetter,
  passwordResetLetter,
} from "../emails/account";
import {
  administratorAddedLetter,
  keyRoleGrantedLetter,
  keysRevealedLetter,
  soleAdministratorLetter,
  visibilityEndsLetter,
} from "../emails/administrator-news";
import {
  administratorChangedLetter,
  administratorNamedLetter,
  administratorReplacedLetter,
  designationObjectionLetter,
} from "../emails/designation";
import { fileUnavailableLetter } from "../emails/file-unavailable";
import {
  changeDecidedLetter,
  changeHeldLetter,
  changeToDecideLetter,
  type Cause,
} from "../emails/change-news";
import {
  claimToDecideLetter,
  domainClaimDecidedLetter,
  domainClaimedLetter,
  domainGateClosedLetter,
  domainLostLetter,
  domainVerifiedLetter,
  type Side,
} from "../emails/domain";
import { emailChangedLetter, emailChangeLetter } from "../emails/email-change";
import { invitationLetter, reminderLetter, type InvitationLetter } from "../emails/invitation";
import {
  invitationBouncedLetter,
  invitationDeclinedLetter,
  invitationExpiredLetter,
} from "../emails/invitation-news";
import { joinCodeLetter, joinDeclinedLetter, joinRequestedLetter } from "../emails/join";
import type { Letter } from "../emails/letter";
import type { LetterContext } from "../emails/letter-frame";
import { accessEndedLetter, rolesChangedLetter } from "../emails/membership";
import { seatAssignedLetter } from "../emails/seat-assigned";
import { secondFactorChangedLetter, type SecondFactorNews } from "../emails/second-factor";
import { ROLES } from "../lib/policy/roles";

/** One letter of each kind, written with given names, for the tests of mails. */
export type Write = (context: LetterContext, names: Names) => Letter;

export const PLAIN = {
  name: "Dana Kowalski",
  organization: "Contoso Manufacturing",
  inviter: "Ravi Menon",
  partner: "Proseware Licensing",
  person: "Robin Ortega",
  vendor: "Fourth Coffee Licensing",
};

export type Names = typeof PLAIN;

export const HOSTILE: Names = {
  name: "<b>Dana</b>",
  organization: "<s>Contoso</s> & Sons",
  inviter: "<u>Ravi</u>",
  partner: "<b>Proseware</b>",
  person: "<u>Robin</u>",
  vendor: `<img src="x" onerror="a()">`,
};

export const moment = new Date("2027-03-02T12:04:00Z");
export const CODE = { value: "7KQM-2XVH", address: "https://portal.example/get-started" };
export const STOP = {
  stopHref: "https://portal.example/stop-reminders/q1W2e3R4_-x",
  unsubscribe: "https://portal.example/api/stop-reminders/q1W2e3R4_-x",
};

const at = (path: string) => `https://portal.example/${path}`;
const NUMBERS = { agreementNumber: "AGR-7720114", accountNumber: "PA-0048213" };
const accountOf = ({ organization }: Names) => ({ organization, ...NUMBERS });

function offerOf(kind: InvitationLetter["kind"], hasAccount: boolean, names: Names) {
  const href = at("get-started/q1W2e3R4_-x");
  const offer = { hasAccount, name: names.name, expiresAt: moment, href, code: CODE };
  return kind === "PARTNER"
    ? { ...offer, kind, partner: names.partner }
    : { ...offer, kind, ...accountOf(names), inviter: names.inviter, roles: ROLES };
}

export const invitation =
  (kind: InvitationLetter["kind"], hasAccount = false): Write =>
  (context, names) =>
    invitationLetter(context, offerOf(kind, hasAccount, names));

export const reminder =
  (kind: InvitationLetter["kind"], hasAccount = false): Write =>
  (context, names) =>
    reminderLetter(context, { ...offerOf(kind, hasAccount, names), ...STOP });

const passwordReset: Write = (context, { name }) =>
  passwordResetLetter(context, { name, href: at("reset-password/q1W2e3R4_-x"), expiresAt: moment });

const operatorInvitation: Write = (context, { name }) =>
  operatorInvitationLetter(context, {
    name,
    href: at("set-password/q1W2e3R4_-x"),
    expiresAt: moment,
  });

export const alreadyAccess: Write = (context, names) =>
  alreadyAccessLetter(context, {
    name: names.name,
    href: at("sign-in"),
    resetHref: at("reset-password/q1W2e3R4_-x"),
    expiresAt: moment,
    account: accountOf(names),
  });

const newsOf = (names: Names) => ({
  name: names.name,
  invitee: { name: names.person, email: "robin.ortega@contoso.com" },
  expiresAt: moment,
  to: accountOf(names),
  place: { label: "manageUsers", href: at("accounts/PA0048213/access") } as const,
});

export const bounced =
  (answer: string | null): Write =>
  (context, names) =>
    invitationBouncedLetter(context, { ...newsOf(names), answer });

export const declined =
  (reason: string): Write =>
  (context, names) =>
    invitationDeclinedLetter(context, { ...newsOf(names), reason });

const expired: Write = (context, names) => invitationExpiredLetter(context, newsOf(names));

const expiredAtPartner: Write = (context, names) =>
  invitationExpiredLetter(context, {
    ...newsOf(names),
    to: { partner: names.partner },
    place: { label: "managePeople", href: at("partner/people") },
  });

const proposalOf = (names: Names) => ({
  name: names.name,
  account: accountOf(names),
  requester: names.partner,
  person: { name: names.person, email: "robin.ortega@contoso.com" },
});

const objection =
  (kind: "REPLACE" | "CORRECT_ADDRESS", inReview: boolean): Write =>
  (context, names) =>
    designationObjectionLetter(context, {
      ...proposalOf(names),
      ...{
        kind,
        inReview,
        isElsewhere: inReview,
        actsAt: moment,
        href: at("objection/q1W2e3R4_-x"),
      },
    });

const changed =
  (kind: "REPLACE" | "CORRECT_ADDRESS"): Write =>
  (context, names) =>
    administratorChangedLetter(context, {
      ...proposalOf(names),
      ...{ kind, href: at("accounts/PA0048213/access") },
    });

const replaced =
  (kind: "REPLACE" | "CORRECT_ADDRESS", signInHref: string | null): Write =>
  (context, names) =>
    administratorReplacedLetter(context, {
      ...{ kind, name: names.name, account: accountOf(names), signInHref },
    });

const named: Write = (context, names) =>
  administratorNamedLetter(context, {
    ...{ name: names.name, account: accountOf(names), href: at("accounts/PA0048213") },
  });

const rolesChanged: Write = (context, names) =>
  rolesChangedLetter(context, {
    ...{ name: names.name, account: accountOf(names), roles: ROLES },
    href: at("accounts/PA0048213"),
  });

const accessEnded =
  (template: "memberRemoved" | "memberDisabled"): Write =>
  (context, names) =>
    accessEndedLetter(context, template, { name: names.name, account: accountOf(names) });

/** What each news to an Account Administrator has, with the path of its button. */
const toAdministrator = (names: Names, path: string) => ({
  name: names.name,
  account: accountOf(names),
  person: { name: names.person, email: "robin.ortega@contoso.com" },
  href: at(`accounts/PA0048213/${path}`),
});

const administratorAdded: Write = (context, names) =>
  administratorAddedLetter(context, toAdministrator(names, "access"));

const keyRoleGranted: Write = (context, names) =>
  keyRoleGrantedLetter(context, {
    ...toAdministrator(names, "access"),
    ...{ giver: names.inviter, roles: ROLES },
  });

const keysRevealed =
  (exported: number | null): Write =>
  (context, names) =>
    keysRevealedLetter(context, {
      ...toAdministrator(names, "activity?kind=keys"),
      ...{ at: moment, exported },
    });

const soleAdministrator: Write = (context, names) =>
  soleAdministratorLetter(context, toAdministrator(names, "access/invite"));

const visibilityEnds: Write = (context, names) =>
  visibilityEndsLetter(context, {
    ...toAdministrator(names, "access/partners"),
    ...{ partner: names.partner, lastDay: moment },
  });

const seatAssigned =
  (from: Date | null): Write =>
  (context, names) =>
    seatAssignedLetter(context, {
      ...{ name: names.name, email: "dana.kowalski@contoso.com", account: accountOf(names) },
      ...{ service: names.partner, from, until: moment },
    });

const joinCode: Write = (context, { name }) =>
  joinCodeLetter(context, {
    ...{ name, code: CODE.value, href: at("ask-administrator/code"), expiresAt: moment },
  });

const joinRequested =
  (isLast: boolean): Write =>
  (context, names) =>
    joinRequestedLetter(context, {
      ...toAdministrator(names, "access/requests/0193"),
      ...{ reason: "I look after the licenses in Lyon.", expiresAt: moment, isLast },
    });

const joinDeclined: Write = (context, { name, organization }) =>
  joinDeclinedLetter(context, { name, organization, reason: "Please ask the office in Lyon." });
const domainOf = (names: Names) => ({
  ...{ name: names.name, account: accountOf(names), domain: "contoso.com" },
  href: at("accounts/PA0048213/domains"),
});

const domainClaimed =
  (side: Side): Write =>
  (context, names) =>
    domainClaimedLetter(context, domainOf(names), side);

const domainDecided =
  (side: Side, isApproved: boolean): Write =>
  (context, names) =>
    domainClaimDecidedLetter(context, domainOf(names), side, isApproved);

const changeOf = (names: Names) => ({
  ...{ name: names.name, account: accountOf(names), person: names.person },
});

const toDecide =
  (cause: Cause): Write =>
  (context, names) =>
    changeToDecideLetter(context, { ...changeOf(names), cause, href: at("operator/decisions") });

const held =
  (cause: Cause): Write =>
  (context, names) =>
    changeHeldLetter(context, {
      ...changeOf(names),
      ...{ cause, href: at("partner/accounts/PA0048213") },
    });

const decided =
  (approved: boolean, path?: string): Write =>
  (context, names) =>
    changeDecidedLetter(context, {
      ...changeOf(names),
      ...{ approved, href: path === undefined ? null : at(path) },
    });

const claimToDecide: Write = (context, { name, organization }) =>
  claimToDecideLetter(context, {
    ...{ name, organization, domain: "contoso.com", href: at("operator/decisions") },
  });

const emailChange =
  (template: "emailChangeOld" | "emailChangeNew"): Write =>
  (context, { name }) =>
    emailChangeLetter(context, template, {
      ...{ name, from: "dana@contoso.com", to: "dana.kowalski@contoso.com" },
      ...{ href: at("confirm-email/q1W2e3R4_-x"), expiresAt: moment },
    });

const emailChanged: Write = (context, { name }) =>
  emailChangedLetter(context, {
    ...{ name, to: "d•••@contoso.com", changedAt: moment, href: at("sign-in") },
  });

const secondFactor =
  (what: SecondFactorNews): Write =>
  (context, { name }) =>
    secondFactorChangedLetter(context, {
      ...{ name, what, at: moment, place: { label: "myProfile", href: at("profile") } },
    });

const fileUnavailable =
  (found: "missing" | "size"): Write =>
  (context, { name, organization }) =>
    fileUnavailableLetter(context, {
      ...{ name, product: organization, file: "25.1, English, Linux", path: "a/b.zip" },
      ...{ size: 4_200_000, found, at: moment, href: at("operator/activity?kind=downloads") },
    });

export const INVITATIONS: [string, Write][] = [
  ["an administrator's invitation", invitation("ADMINISTRATOR")],
  ["an invitation of an administrator who has an account", invitation("ADMINISTRATOR", true)],
  ["a colleague's invitation", invitation("COLLEAGUE")],
  ["an invitation of a colleague who has an account", invitation("COLLEAGUE", true)],
  ["an invitation of a partner's person", invitation("PARTNER")],
  ["an invitation of a partner's person who has an account", invitation("PARTNER", true)],
];

export const REMINDERS: [string, Write][] = [
  ["a reminder of an administrator", reminder("ADMINISTRATOR")],
  ["a reminder of a colleague who has an account", reminder("COLLEAGUE", true)],
  ["a reminder of a partner's person", reminder("PARTNER")],
];

/** Those that carry a link which ends, and say when. */
export const EXPIRING: [string, Write][] = [
  ...INVITATIONS,
  ...REMINDERS,
  ["the link to a new password", passwordReset],
  ["the link to an operator's first password", operatorInvitation],
  ["the news that one has access already", alreadyAccess],
  ["the request to look at another administrator", objection("REPLACE", false)],
  ["the request to look at a corrected address", objection("CORRECT_ADDRESS", true)],
  ["the question to the present mailbox", emailChange("emailChangeOld")],
  ["the question to the new mailbox", emailChange("emailChangeNew")],
  ["the code of somebody who asks to be let in", joinCode],
  ["the request of somebody who asks to be let in", joinRequested(false)],
  ["the last such request that is mailed in a day", joinRequested(true)],
];

const NOTICES: [string, Write][] = [
  ["the news of a returned invitation", bounced("550 5.1.1 No such user here")],
  ["the news of an invitation that was declined", declined("I left Contoso in May.")],
  ["the news of an invitation that has run out", expired],
  ["the news of a partner's invitation that has run out", expiredAtPartner],
  ["the end of a designation, to a member", replaced("REPLACE", at("sign-in"))],
  ["the end of a designation, to somebody without access", replaced("REPLACE", null)],
  ["a corrected address, to the former one", replaced("CORRECT_ADDRESS", null)],
  ["the news of an objection, to an operator", toDecide("objected")],
  ["the news of a partner's own address, to an operator", toDecide("partnerAddress")],
  ["the news that nobody was seen, to an operator", toDecide("nobodySeen")],
  ["the news of an objection, to who asked", held("objected")],
  ["the news that the vendor decides, to who asked", held("nobodySeen")],
  ["the news of an approved change, to who asked", decided(true, "partner/accounts/PA0048213")],
  ["the news of a refused change, to who asked", decided(false, "partner/accounts/PA0048213")],
  ["the news of an approved change, to who objected", decided(true)],
  ["the news of a refused change, to who objected", decided(false)],
  ["the news of a claim to a domain, to an operator", claimToDecide],
  ["the designation of a member", named],
  ["the news of another administrator", changed("REPLACE")],
  ["the news of an administrator's corrected address", changed("CORRECT_ADDRESS")],
  [
    "the notice of a changed password",
    (context, { name }) =>
      passwordChangedLetter(context, { name, href: at("sign-in"), changedAt: moment }),
  ],
  [
    "the notice of operator's rights",
    (context, { name }) => operatorGrantedLetter(context, { name, href: at("operator") }),
  ],
  ["the news that a request to be let in was declined", joinDeclined],
  ["the news of changed roles", rolesChanged],
  ["the news of a removal", accessEnded("memberRemoved")],
  ["the news that access was disabled", accessEnded("memberDisabled")],
  ["the news of one more Account Administrator", administratorAdded],
  ["the news of a role with access to keys", keyRoleGranted],
  ["the news that many keys were shown", keysRevealed(null)],
  ["the news that keys were exported", keysRevealed(57)],
  ["the request to add a second Account Administrator", soleAdministrator],
  ["the news that a partner's visibility ends", visibilityEnds],
  ["the news of a seat", seatAssigned(null)],
  ["the news of a seat in a service that begins later", seatAssigned(moment)],
  [
    "the news that a domain is verified",
    (context, names) => domainVerifiedLetter(context, domainOf(names)),
  ],
  [
    "the news that a domain's record is lost",
    (context, names) => domainLostLetter(context, domainOf(names), moment),
  ],
  [
    "the news that a domain is closed to new people",
    (context, names) => domainGateClosedLetter(context, domainOf(names)),
  ],
  ["the news of one's own claim to a domain", domainClaimed("claimant")],
  ["the news that somebody else claims a domain", domainClaimed("holder")],
  ["the news that one's claim to a domain was approved", domainDecided("claimant", true)],
  ["the news that one's claim to a domain was refused", domainDecided("claimant", false)],
  ["the news that a domain went to somebody else", domainDecided("holder", true)],
  ["the news that a domain stays", domainDecided("holder", false)],
  ["the notice of a changed sign-in address", emailChanged],
  ["the notice of a second factor", secondFactor("on")],
  ["the notice that the second factor is off", secondFactor("off")],
  ["the notice of a used recovery code", secondFactor("recovery")],
  ["the announcement of a second factor's reset", secondFactor("resetAnnounced")],
  ["the notice of a second factor's reset", secondFactor("reset")],
  ["the news that a software file is missing", fileUnavailable("missing")],
  ["the news that a software file has another size", fileUnavailable("size")],
];

export const LETTERS = [...EXPIRING, ...NOTICES];
