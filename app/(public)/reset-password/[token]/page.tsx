import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { Sheet } from "@/components/ui/sheet";
import { readOneTimeLink } from "@/lib/accounts/one-time-link";
import { resetPasswordAction } from "../../actions";
import { NewPasswordForm } from "../../new-password-form";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("resetPassword"))("newTitle") };
}

export default async function ResetPasswordPage({ params }: Props) {
  const { token } = await params;
  const t = await getTranslations("resetPassword");
  const link = await readOneTimeLink("RESET", token, new Date());
  if (!link) {
    return (
      <Sheet title={t("deadTitle")} lead={t("deadText")}>
        <p className="mt-6">
          <ButtonLink href="/reset-password">{t("again")}</ButtonLink>
        </p>
      </Sheet>
    );
  }
  return (
    <Sheet title={t("newTitle")} lead={t("newLead", { email: link.user.email })}>
      <NewPasswordForm
        action={resetPasswordAction}
        token={token}
        email={link.user.email}
        button={t("newButton")}
      />
    </Sheet>
  );
}
