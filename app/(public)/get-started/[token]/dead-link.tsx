import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Sheet } from "@/components/ui/sheet";
import type { InvitationPage } from "@/lib/invitations/read-invitation";
import { momentInWords } from "@/lib/messages";

type Dead = Exclude<InvitationPage, { state: "open" }>;

/** A page for each way in which a link doesn't work (R38, edge 6); nothing is created. */
export function DeadLink({ page }: { page: Dead }) {
  const t = useTranslations("getStarted");
  return (
    <Sheet title={t(`${page.state}Title`)} lead={<Explanation page={page} />}>
      <p className="mt-6 flex flex-wrap gap-2">
        {page.state === "used" && (
          <ButtonLink variant="primary" href="/sign-in">
            {t("signInButton")}
          </ButtonLink>
        )}
        {page.state !== "used" && <ButtonLink href="/request-invitation">{t("help")}</ButtonLink>}
      </p>
    </Sheet>
  );
}

function Explanation({ page }: { page: Dead }) {
  const t = useTranslations("getStarted");
  switch (page.state) {
    case "expired": {
      const date = momentInWords(page.expiresAt, "en");
      const next = page.kind === "ADMINISTRATOR" ? "expiredAdministrator" : "expiredColleague";
      return `${t("expiredText", { date })} ${t(next)}`;
    }
    case "superseded":
      return t("supersededText", { date: momentInWords(page.renewedAt, "en") });
    case "held":
      return t("heldText", { organization: page.organization });
    case "used":
    case "revoked":
    case "unknown":
      return t(`${page.state}Text`);
  }
}
