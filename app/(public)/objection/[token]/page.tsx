import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Sheet } from "@/components/ui/sheet";
import { readObjection } from "@/lib/designations/object-to-change";
import { env } from "@/lib/env";
import { objectAction } from "../../actions";
import { ChangeFacts } from "./change-facts";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("objection"))("title") };
}

/** Who asked for which change of the administrator, until when, and the way to stop it. */
export default async function ObjectionPage({ params }: Props) {
  const { token } = await params;
  const change = await readObjection(token);
  const t = await getTranslations("objection");
  const vendor = env.VENDOR_NAME;
  if (!change) {
    return (
      <Sheet title={t("deadTitle")} lead={t("deadText")}>
        <p className="mt-3">{t("deadHelp", { vendor })}</p>
      </Sheet>
    );
  }
  // Also what a browser without JavaScript shows after the button.
  if (change.objected) return <Sheet title={t("doneTitle")} lead={t("done", { vendor })} />;
  const { partner } = change;
  return (
    <Sheet
      title={t("title")}
      lead={partner ? t("leadPartner", { partner }) : t("leadVendor", { vendor })}
    >
      <ChangeFacts change={change} />
      <Form action={objectAction} labels={{ reason: t("reason") }} once>
        <input type="hidden" name="token" value={token} />
        <p>{t("effect", { vendor })}</p>
        <Field
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          rows={3}
          maxLength={500}
          required
        />
        <SubmitButton big>{t("button")}</SubmitButton>
      </Form>
    </Sheet>
  );
}
