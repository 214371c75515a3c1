import type { ReactNode } from "react";
import type { OperatorActor, PartnerActor } from "@/lib/policy/actor";
import { OperatorFrame } from "./operator-frame";
import { PartnerFrame } from "./partner-frame";

type Props = { actor: PartnerActor | OperatorActor; path: string; children: ReactNode };

/** The frame of whichever area the actor is in, for screens that both share. */
export function StaffFrame({ actor, path, children }: Props) {
  return actor.kind === "partner" ? (
    <PartnerFrame actor={actor} path={path}>
      {children}
    </PartnerFrame>
  ) : (
    <OperatorFrame path={path}>{children}</OperatorFrame>
  );
}
