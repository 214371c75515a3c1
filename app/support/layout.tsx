import type { ReactNode } from "react";
import { PublicFrame } from "@/components/public-frame";
import { env } from "@/lib/env";

export default function SupportLayout({ children }: { children: ReactNode }) {
  return (
    <PublicFrame vendor={env.VENDOR_NAME} demo={env.demo}>
      {children}
    </PublicFrame>
  );
}
