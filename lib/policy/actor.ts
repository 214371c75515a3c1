import type { Role } from "./roles";

/** Where a request came from, for the trail; absent on the command line. */
export interface Origin {
  readonly requestId: string;
  /** IPv4 address or IPv6 /64. */
  readonly addressBlock: string;
}

interface From {
  readonly origin?: Origin;
}

/** A person inside one purchasing account; rights as the database had them at this request. */
export interface MemberActor extends From {
  readonly kind: "member";
  readonly userId: string;
  readonly membershipId: string;
  readonly purchasingAccountId: string;
  readonly roles: readonly Role[];
}

/** A person at a partner; sees only the partner's own purchasing accounts. */
export interface PartnerActor extends From {
  readonly kind: "partner";
  readonly userId: string;
  readonly partnerUserId: string;
  readonly partnerId: string;
  /** May invite and remove the partner's own people. */
  readonly isAdministrator: boolean;
}

/** A person in the vendor's back office. */
export interface OperatorActor extends From {
  readonly kind: "operator";
  readonly userId: string;
}

/** A signed-in person for what concerns only themselves: profile, password, confirming an invitation. */
export interface PersonActor extends From {
  readonly kind: "person";
  readonly userId: string;
  readonly sessionId: string;
}

/** The portal itself and its command line. */
export interface SystemActor extends From {
  readonly kind: "system";
}

export type Actor = MemberActor | PartnerActor | OperatorActor | PersonActor | SystemActor;

/** Those who serve customers: the partner its own purchasing accounts, the vendor all of them. */
export type StaffActor = PartnerActor | OperatorActor | SystemActor;

export const SYSTEM: SystemActor = { kind: "system" };
