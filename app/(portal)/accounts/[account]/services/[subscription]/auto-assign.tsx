import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import { StateBadge } from "@/components/ui/state-badge";
import type { SubscriptionPage } from "@/lib/seats/read-subscription";
import { setAutoAssignAction } from "../actions";

type Props = { of: SubscriptionPage; account: string };

/** Whether members get a seat by themselves, what that means, and the switch. */
export function AutoAssign({ of: { id, autoAssign, isAssignable }, account }: Props) {
  const t = useTranslations("services.auto");
  if (!isAssignable && !autoAssign) return null;
  return (
    <Panel
      title={t("title")}
      aside={
        <StateBadge tone={autoAssign ? "ok" : "none"}>{t(autoAssign ? "on" : "off")}</StateBadge>
      }
    >
      <Form action={setAutoAssignAction.bind(null, account)}>
        <p>{t("text")}</p>
        <input type="hidden" name="subscriptionId" value={id} />
        <SubmitButton variant="default" name="intent" value={autoAssign ? "off" : "on"}>
          {t(autoAssign ? "turnOff" : "turnOn")}
        </SubmitButton>
      </Form>
    </Panel>
  );
}
