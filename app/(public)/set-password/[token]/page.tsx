import type { Metadata } from "next";
import { fullName } from "@/lib/accounts/full-name";
import { getTranslations } from "next-intl/server";
import { Sheet } from "@/components/ui/sheet";
import { readOneTimeLink } from "@/lib/accounts/one-time-link";
import { setOperatorPasswordAction } from "../../actions";
import { NewPasswordForm } from "../../new-password-form";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("resetPassword"))("operatorTitle") };
}

/** An operator's first password, behind the link that the command line printed. */
export default async function SetPasswordPage({ params }: Props) {
  const { token } = await params;
  const t = await getTranslations("resetPassword");
  const link = await readOneTimeLink("OPERATOR", token, new Date());
  if (!link) return <Sheet title={t("deadTitle")} lead={t("operatorDead")} />;
  const { email } = link.user;
  const name = fullName(link.user);
  return (
    <Sheet title={t("operatorTitle")} lead={t("operatorLead", { name, email })}>
      <NewPasswordForm
        action={setOperatorPasswordAction}
        token={token}
        email={email}
        button={t("newButton")}
      />
    </Sheet>
  );
}
