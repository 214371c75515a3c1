import Link from "next/link";
import type { ComponentProps } from "react";

/** A link inside the portal. Every page renders per request, so fetching ahead would only cost. */
export function AppLink(props: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...props} />;
}
