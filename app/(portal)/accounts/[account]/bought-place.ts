import type { ReactNode } from "react";
import type { MemberActor, PartnerActor } from "@/lib/policy/actor";

/** Where screens of orders and license details stand: in the customer's area, or in the Partner Center. */
export interface BoughtPlace {
  readonly actor: MemberActor | PartnerActor;
  /** A partner says whose purchases; members are in one account. */
  readonly account?: string;
  /** The address of the account's pages. */
  readonly base: string;
  /** The address of the account's files. */
  readonly files: string;
  /** Above the breadcrumb of the screen, such as the customer. */
  readonly crumbs?: readonly { readonly label: string; readonly href?: string }[];
  /** Whose purchases these are, for those who look at several accounts. */
  readonly whose?: string;
  /** Below the head: what belongs to every screen of the place. */
  readonly intro?: ReactNode;
}

/** The place in the customer's own area. */
export const ownPlace = (actor: MemberActor, base: string, key: string): BoughtPlace => ({
  actor,
  base,
  files: `/api/accounts/${key}`,
});

/** Whose purchases a verb is asked for. */
export const accountOf = ({ account }: BoughtPlace) => (account === undefined ? {} : { account });
