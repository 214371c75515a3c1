import { operatorActor, partnerActor } from "@/lib/auth/current-person";
import type { OperatorActor, PartnerActor } from "@/lib/policy/actor";

/** The two areas that share screens; the one in the address decides who one is (decision 2). */
export type Area = "partner" | "operator";

/** The signed-in person in this area, else the sign-in page; null for who doesn't belong there. */
export function staffActor(area: Area, path: string): Promise<PartnerActor | OperatorActor | null> {
  return area === "partner" ? partnerActor(path) : operatorActor(path);
}
