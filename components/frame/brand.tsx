import { AppLink } from "@/components/ui/app-link";
import { Logo } from "./logo";

/** The product's sign and name; "/" knows where each person belongs. */
export function Brand({ name, href = "/" }: { name: string; href?: string | undefined }) {
  return (
    <AppLink className="brand" href={href}>
      <Logo />
      <span className="brand-name">{name}</span>
    </AppLink>
  );
}
