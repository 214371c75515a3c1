import type { MailLanguage } from "../lib/languages";
import type { Role } from "../lib/policy/roles";

/** Who was invited, by whom, with what; the cast of tests and of the demo world. */
export interface Colleague {
  readonly account: string;
  readonly invitedBy: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: MailLanguage;
  readonly country: string;
  readonly roles: readonly Role[];
  /** False leaves the invitation open. */
  readonly comesIn: boolean;
}

export const CONTOSO = "PA0048213";
export const CONTOSO_RESEARCH = "PA0048214";
export const FABRIKAM = "PA0051977";
export const FABRIKAM_LOGISTICS = "PA0051978";

export const OPERATOR = {
  email: "elena.novak@fourthcoffee.com",
  firstName: "Elena",
  lastName: "Novak",
} as const;

/** Two customers and two partners, as an agreement file says it. */
export const AGREEMENTS = [
  {
    agreementNumber: "AGR-7720114",
    signedOn: "2026-11-02",
    signatory: { name: "Hanna Vogt", email: "hanna.vogt@contoso.com" },
    organization: { number: "ORG-1180", name: "Contoso Manufacturing", country: "US" },
    partner: { number: "PRT-310", name: "Proseware Licensing" },
    purchasingAccounts: [
      {
        number: "PA-0048213",
        name: "Headquarters",
        administrator: {
          firstName: "Dana",
          lastName: "Kowalski",
          email: "dana.kowalski@contoso.com",
          language: "en",
          country: "US",
        },
      },
      {
        number: "PA-0048214",
        name: "Research",
        administrator: {
          firstName: "Dana",
          lastName: "Kowalski",
          email: "dana.kowalski@contoso.com",
          language: "en",
          country: "US",
        },
      },
    ],
  },
  {
    agreementNumber: "AGR-8801930",
    signedOn: "2026-10-19",
    endsOn: "2029-10-18",
    signatory: { name: "Marc Oliveira", email: "marc.oliveira@fabrikam.com" },
    organization: { number: "ORG-2275", name: "Fabrikam Logistics", country: "GB" },
    partner: { number: "PRT-455", name: "Wingtip Software Services" },
    purchasingAccounts: [
      {
        number: "PA-0051977",
        name: "Group",
        administrator: {
          firstName: "Ravi",
          lastName: "Menon",
          email: "ravi.menon@fabrikam.com",
          language: "en",
          country: "GB",
        },
      },
      {
        number: "PA-0051978",
        name: "Continental Freight",
        administrator: {
          firstName: "Inès",
          lastName: "Moreau",
          email: "ines.moreau@fabrikam.com",
          language: "fr",
          country: "FR",
        },
      },
    ],
  },
] as const;

/** The administrators who came in; the others' invitations are open. */
export const ADMINISTRATORS_IN = [
  { account: CONTOSO, email: "dana.kowalski@contoso.com" },
  { account: FABRIKAM, email: "ravi.menon@fabrikam.com" },
] as const;

const dana = { account: CONTOSO, invitedBy: "dana.kowalski@contoso.com", comesIn: true } as const;
const ravi = { account: FABRIKAM, invitedBy: "ravi.menon@fabrikam.com", comesIn: true } as const;

export const COLLEAGUES: readonly Colleague[] = [
  {
    ...dana,
    email: "uwe.schneider@contoso.de",
    firstName: "Uwe",
    lastName: "Schneider",
    language: "de",
    country: "DE",
    roles: ["USER_ADMINISTRATOR"],
  },
  {
    ...dana,
    email: "mei.lin@contoso.com",
    firstName: "Mei",
    lastName: "Lin",
    language: "zh-Hans",
    country: "CN",
    roles: ["AGREEMENT_ADMINISTRATOR"],
  },
  {
    ...dana,
    email: "amir.haddad@contoso.com",
    firstName: "Amir",
    lastName: "Haddad",
    language: "ar",
    country: "AE",
    roles: ["ACCOUNT_MANAGER"],
  },
  {
    ...dana,
    email: "paulo.reis@contoso.com",
    firstName: "Paulo",
    lastName: "Reis",
    language: "pt-BR",
    country: "BR",
    roles: ["REPORT_VIEWER"],
  },
  {
    ...dana,
    email: "tom.baker@contoso.com",
    firstName: "Tom",
    lastName: "Baker",
    language: "en",
    country: "US",
    roles: ["ACCOUNT_VIEWER"],
  },
  {
    ...dana,
    comesIn: false,
    email: "keiko.tanaka@contoso.co.jp",
    firstName: "Keiko",
    lastName: "Tanaka",
    language: "ja",
    country: "JP",
    roles: ["ACCOUNT_VIEWER"],
  },
  {
    ...ravi,
    email: "sofia.berg@fabrikam.com",
    firstName: "Sofia",
    lastName: "Berg",
    language: "es",
    country: "ES",
    roles: ["USER_ADMINISTRATOR", "REPORT_VIEWER"],
  },
];

/** Who works for a partner; all of them have come in. */
export const PARTNER_PEOPLE = [
  {
    partnerNumber: "PRT-310",
    email: "mira.chen@proseware.com",
    firstName: "Mira",
    lastName: "Chen",
    language: "en",
    country: "US",
    isAdministrator: true,
  },
  {
    partnerNumber: "PRT-310",
    email: "jonas.feld@proseware.com",
    firstName: "Jonas",
    lastName: "Feld",
    language: "de",
    country: "DE",
    isAdministrator: false,
  },
  {
    partnerNumber: "PRT-455",
    email: "ada.obi@wingtip.com",
    firstName: "Ada",
    lastName: "Obi",
    language: "en",
    country: "GB",
    isAdministrator: true,
  },
] as const;

/** The partners of the two customers, as addresses spell their numbers. */
export const PROSEWARE = "PRT310";
export const WINGTIP = "PRT455";
