import { useFormatter, useTranslations } from "next-intl";
import { fullName } from "@/lib/accounts/full-name";
import { Facts } from "@/components/ui/facts";
import type { OpenInvitation } from "@/lib/invitations/read-invitation";
import { dayInWords, momentInWords } from "@/lib/messages";

/** What to verify before one says yes: who, to what, until when (R31). */
export function InvitationFacts({ invitation }: { invitation: OpenInvitation }) {
  const t = useTranslations("getStarted");
  const where = useWhere(invitation);
  return (
    <Facts
      look="letter"
      facts={[
        { term: t("name"), value: fullName(invitation) },
        { term: t("workEmail"), value: invitation.email },
        ...where,
        { term: t("until"), value: momentInWords(invitation.expiresAt, "en") },
      ]}
    />
  );
}

/** The agreement, account and roles; for a partner's people the partner, who has none of them. */
function useWhere({ account, roles, organization }: OpenInvitation) {
  const t = useTranslations("getStarted");
  const roleName = useTranslations("roles");
  const format = useFormatter();
  if (!account) return [{ term: t("partner"), value: organization }];
  const { number, agreementNumber, signedOn } = account;
  const names = roles.map((role) => roleName(`${role}.name`));
  const date = dayInWords(signedOn, "en");
  return [
    {
      term: t("agreement"),
      value: t("agreementValue", { number: agreementNumber, date }),
      num: true,
    },
    { term: t("account"), value: number, num: true },
    { term: t("roles"), value: format.list(names, { type: "unit" }) },
  ];
}
