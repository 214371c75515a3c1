import type { ReactNode } from "react";
import { PublicFrame } from "@/components/public-frame";
import { currentPerson } from "@/lib/auth/current-person";
import { env } from "@/lib/env";
import { PersonFrame } from "./(portal)/person-frame";

/** Pages for everybody: the signed-in keep their frame, with their name on it (R46). */
export async function AnyFrame({ children }: { children: ReactNode }) {
  if (await currentPerson()) return <PersonFrame path="/">{children}</PersonFrame>;
  return (
    <PublicFrame vendor={env.VENDOR_NAME} demo={env.demo}>
      {children}
    </PublicFrame>
  );
}
