import { useTranslations } from "next-intl";
import { Tabs } from "@/components/ui/tabs";
import type { MemberActor } from "@/lib/policy/actor";
import { can } from "@/lib/policy/authorize";

type Props = { actor: MemberActor; base: string; current: "users" | "requests" | "partners" };

/** The tabs of Manage access, as far as one's roles open them (R72, R73, A7). */
export function AccessTabs({ actor, base, current }: Props) {
  const people = useTranslations("people");
  const requests = useTranslations("joinRequests");
  const visibility = useTranslations("visibility");
  const users = {
    href: `${base}/access`,
    label: people("tab"),
    current: current === "users",
  };
  const asking = {
    href: `${base}/access/requests`,
    label: requests("tab"),
    current: current === "requests",
  };
  const partners = {
    href: `${base}/access/partners`,
    label: visibility("tab"),
    current: current === "partners",
  };
  const tabs = [
    users,
    ...(can(actor, "users.invite") ? [asking] : []),
    ...(can(actor, "visibility.manage") ? [partners] : []),
  ];
  return <Tabs label={people("title")} tabs={tabs} />;
}
