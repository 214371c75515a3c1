import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { ButtonLink } from "@/components/ui/button-link";
import { Sheet } from "@/components/ui/sheet";
import type { InvitationPage } from "@/lib/invitations/read-invitation";
import { momentInWords } from "@/lib/messages";
import { sendFreshLinkAction } from "../../actions";
import { DeclineLink } from "./decline-link";

type Dead = Exclude<InvitationPage, { state: "open" }>;
/** Who reads it: somebody signed in, or nobody. */
type Reader = { email: string; emailKey: string } | undefined;
type Props = { page: Dead; token: string; reader?: Reader };

/** A page for each way in which a link doesn't work (R38, edge 6); nothing is created. */
export function DeadLink({ page, token, reader }: Props) {
  const t = useTranslations("getStarted");
  // A link that only its time or a newer mail has ended can be followed by another one.
  const renewable = page.state === "expired" || page.state === "superseded";
  return (
    <Sheet title={t(`${page.state}Title`)} lead={<Explanation page={page} reader={reader} />}>
      {renewable && <FreshLink token={token} />}
      <p className="mt-6 flex flex-wrap gap-2">
        {page.state === "used" ? (
          <ButtonLink variant="primary" href={reader ? "/" : "/sign-in"}>
            {t(reader ? "home" : "signInButton")}
          </ButtonLink>
        ) : (
          // An agreement that is over invites nobody again.
          page.state !== "agreementOver" && (
            <ButtonLink href="/request-invitation">{t("help")}</ButtonLink>
          )
        )}
        {page.state === "unknown" && <ButtonLink href="/get-started">{t("typeCode")}</ButtonLink>}
      </p>
      {page.state === "held" && <DeclineLink token={token} />}
    </Sheet>
  );
}

function Explanation({ page, reader }: Pick<Props, "page" | "reader">) {
  const t = useTranslations("getStarted");
  switch (page.state) {
    case "expired":
      return t("expiredText", { date: momentInWords(page.expiresAt, "en") });
    case "superseded":
      return t("supersededText", { date: momentInWords(page.renewedAt, "en") });
    case "held":
      return t("heldText", { organization: page.organization });
    case "used":
      if (!reader) return t("usedText");
      return t(reader.emailKey === page.emailKey ? "usedByYouText" : "usedByOtherText", {
        current: reader.email,
      });
    case "revoked":
    case "declined":
    case "agreementOver":
    case "unknown":
      return t(`${page.state}Text`);
  }
}

/** Mails only the address on record, so whoever has the old link may ask (decision 12). */
function FreshLink({ token }: { token: string }) {
  const t = useTranslations("getStarted");
  return (
    <Form action={sendFreshLinkAction} once>
      <input type="hidden" name="token" value={token} />
      <p>{t("freshText")}</p>
      <SubmitButton big>{t("fresh")}</SubmitButton>
    </Form>
  );
}
