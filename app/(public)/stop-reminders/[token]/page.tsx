import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Sheet } from "@/components/ui/sheet";
import { readOptOut } from "@/lib/invitations/stop-reminders";
import { stopRemindersAction } from "../../actions";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("stopReminders"))("title") };
}

/** Behind the link near the foot of a reminder; opening it changes nothing (decision 9). */
export default async function StopRemindersPage({ params }: Props) {
  const { token } = await params;
  const state = await readOptOut(token);
  const t = await getTranslations("stopReminders");
  if (state === null) return <Sheet title={t("deadTitle")} lead={t("deadText")} />;
  if (state === "done") return <Sheet title={t("doneTitle")} lead={t("done")} />;
  return (
    <Sheet title={t("title")} lead={t("lead")}>
      <Form action={stopRemindersAction} once>
        <input type="hidden" name="token" value={token} />
        <p>{t("effect")}</p>
        <SubmitButton big>{t("button")}</SubmitButton>
      </Form>
    </Sheet>
  );
}
