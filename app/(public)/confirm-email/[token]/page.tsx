import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { AppLink } from "@/components/ui/app-link";
import { Facts } from "@/components/ui/facts";
import { Sheet } from "@/components/ui/sheet";
import { Time } from "@/components/ui/time";
import { readConfirmEmail } from "@/lib/accounts/confirm-email";
import { confirmEmailAction } from "../../actions";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("confirmEmail"))("title") };
}

/** Behind the link that each of the two mailboxes got; opening it changes nothing (decision 9). */
export default async function ConfirmEmailPage({ params }: Props) {
  const { token } = await params;
  const change = await readConfirmEmail(token);
  const t = await getTranslations("confirmEmail");
  return (
    <Sheet
      title={t(change ? "title" : "deadTitle")}
      lead={change ? t(change.mailbox === "old" ? "leadOld" : "leadNew") : undefined}
    >
      {change && (
        <Facts
          look="letter"
          facts={[
            { term: t("from"), value: change.oldEmail },
            { term: t("to"), value: change.newEmail },
            { term: t("until"), value: <Time date={change.until} look="both" /> },
          ]}
        />
      )}
      {/* Always the same form: the change may be over by the time that its answer is shown. */}
      <Form action={confirmEmailAction} once>
        <input type="hidden" name="token" value={token} />
        {!change && <p className="text-muted">{t("deadText")}</p>}
        {change?.confirmed && <p>{t("waiting")}</p>}
        {change && !change.confirmed && (
          <>
            <p>{t("effect")}</p>
            <SubmitButton big>{t("button")}</SubmitButton>
          </>
        )}
      </Form>
      <p className="mt-4">
        <AppLink className="link" href="/sign-in">
          {t("signIn")}
        </AppLink>
      </p>
    </Sheet>
  );
}
