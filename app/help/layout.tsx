import type { ReactNode } from "react";
import { partnerHat } from "@/lib/auth/current-person";
import { PartnerFrame } from "../(staff)/partner-frame";
import { AnyFrame } from "../any-frame";

/** Partners read their guides inside the Partner Center, everybody else as they read Support. */
export default async function HelpLayout({ children }: { children: ReactNode }) {
  const actor = await partnerHat();
  if (!actor) return <AnyFrame>{children}</AnyFrame>;
  return (
    <PartnerFrame actor={actor} path="/help">
      {children}
    </PartnerFrame>
  );
}
