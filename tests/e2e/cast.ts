import type { Role } from "../../lib/policy/roles";
import { agreementFile, type Organization } from "./organization";
import { PASSWORDS } from "./passwords";
import type { Colleague, PartnerPerson, Play, ProductKey } from "./play-cast";
import { stage } from "./stagehand";

interface Cast {
  readonly colleagues?: readonly Colleague[];
  readonly operator?: string;
  /** What the account has of products and their keys. */
  readonly keys?: readonly ProductKey[];
  /** Works for the partner of the account, as one of its administrators. */
  readonly partner?: string;
  /** Others who work for that partner, without being its administrators. */
  readonly partnerPeople?: readonly PartnerPerson[];
  /** Another partner than the one that all organizations of these tests have. */
  readonly partnerNumber?: string;
  /** More organizations that this partner serves. */
  readonly customers?: readonly {
    readonly organization: Organization;
    readonly comesIn?: boolean;
    readonly changeTo?: string;
  }[];
}

/** Makes an organization whose people are in already, through the verbs and at once; all have one password. */
export async function playCast(organization: Organization, cast: Cast = {}): Promise<void> {
  const partner =
    cast.partnerNumber === undefined
      ? {}
      : { partner: { number: cast.partnerNumber, name: `Partner ${cast.partnerNumber}` } };
  const play: Play = {
    agreement: agreementFile(organization, partner),
    account: organization.key,
    administrator: organization.administrator.email,
    password: PASSWORDS.own,
    colleagues: cast.colleagues ?? [],
    keys: cast.keys ?? [],
    ...(cast.operator === undefined ? {} : { operator: cast.operator }),
    ...(cast.partner === undefined ? {} : { partner: cast.partner }),
    partnerPeople: cast.partnerPeople ?? [],
    partnerNumber: cast.partnerNumber ?? "PRT-E2E",
    customers: (cast.customers ?? []).map(({ organization: one, comesIn = false, changeTo }) => ({
      agreement: agreementFile(one, partner),
      account: one.key,
      administrator: one.administrator.email,
      comesIn,
      changeTo,
    })),
  };
  await stage("cast", play);
}

/** One colleague for each of the six roles, named by it. */
export const oneOfEachRole = (organization: Organization, roles: readonly Role[]): Colleague[] =>
  roles.map((role) => ({ email: addressFor(organization, role), roles: [role] }));

export const addressFor = (organization: Organization, role: Role): string =>
  organization.address(role.toLowerCase().replaceAll("_", "-"));
