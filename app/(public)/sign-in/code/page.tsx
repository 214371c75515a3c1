import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CodeField } from "@/components/forms/code-field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { AppLink } from "@/components/ui/app-link";
import { Sheet } from "@/components/ui/sheet";
import { rememberedCodeStep } from "@/lib/auth/code-step-cookie";
import { safeReturnTo } from "@/lib/auth/return-to";
import { signInCodeAction } from "../../actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signInCode"))("title") };
}

/** Between a right password and the session: the code of the second factor. */
export default async function SignInCodePage({ searchParams }: Props) {
  const returnTo = safeReturnTo([(await searchParams).returnTo].flat()[0]);
  const t = await getTranslations("signInCode");
  const factor = await getTranslations("secondFactor");
  const open = (await rememberedCodeStep()) !== undefined;
  return (
    <Sheet title={t("title")} lead={t(open ? "lead" : "over")}>
      {open && (
        <Form action={signInCodeAction} labels={{ code: factor("code") }}>
          {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
          <CodeField />
          <SubmitButton big>{t("button")}</SubmitButton>
        </Form>
      )}
      {open && <p className="mt-4 text-muted">{t("lost")}</p>}
      <p className="mt-4">
        <AppLink className="link" href="/sign-in">
          {t("again")}
        </AppLink>
      </p>
    </Sheet>
  );
}
