import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";

/** The way out of an invitation that isn't one's own (R36). */
export function DeclineLink({ token }: { token: string }) {
  const t = useTranslations("getStarted");
  return (
    <p className="mt-5 text-center text-sm">
      <AppLink className="link" href={`/get-started/${token}/decline`}>
        {t("notYou")}
      </AppLink>
    </p>
  );
}
