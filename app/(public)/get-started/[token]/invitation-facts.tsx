import { useFormatter, useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import type { OpenInvitation } from "@/lib/invitations/read-invitation";
import { dayInWords, momentInWords } from "@/lib/messages";

/** What to verify before one says yes: who, to what, until when (R31). */
export function InvitationFacts({ invitation }: { invitation: OpenInvitation }) {
  const t = useTranslations("getStarted");
  const roleName = useTranslations("roles");
  const format = useFormatter();
  const roles = invitation.roles.map((role) => roleName(`${role}.name`));
  const date = dayInWords(invitation.signedOn, "en");
  return (
    <Facts
      look="letter"
      facts={[
        { term: t("name"), value: `${invitation.firstName} ${invitation.lastName}` },
        { term: t("workEmail"), value: invitation.email },
        {
          term: t("agreement"),
          value: t("agreementValue", { number: invitation.agreementNumber, date }),
          num: true,
        },
        { term: t("account"), value: invitation.accountNumber, num: true },
        { term: t("roles"), value: format.list(roles, { type: "unit" }) },
        { term: t("until"), value: momentInWords(invitation.expiresAt, "en") },
      ]}
    />
  );
}
