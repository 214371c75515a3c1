import type { ReactNode } from "react";
import { AnyFrame } from "../any-frame";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return <AnyFrame>{children}</AnyFrame>;
}
