import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { leaveAccountAction } from "../profile-actions";

type Props = { numberKey: string; number: string; organization: string };

/** The way out of one purchasing account, folded away, with what it means. */
export function LeaveAccount({ numberKey, number, organization }: Props) {
  const t = useTranslations("profile");
  return (
    <details>
      <summary className="link inline-block">{t("leave")}</summary>
      <Form action={leaveAccountAction.bind(null, numberKey)} className="mt-2 grid gap-2 text-sm">
        <p>{t("leaveText", { account: number, organization })}</p>
        <div>
          <SubmitButton variant="danger">{t("leaveButton", { account: number })}</SubmitButton>
        </div>
      </Form>
    </details>
  );
}
