import { useTranslations } from "next-intl";
import { DeliveryWords, deliveryTone } from "@/components/delivery-words";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmailAddress } from "@/components/ui/email-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { Administrator } from "@/lib/designations/administrator-state";
import type { StaffAccount } from "@/lib/designations/read-account";
import { RESENDS_A_DAY } from "@/lib/invitations/invitation-life";
import type { Delivery } from "@/lib/mail/delivery";
import { resendToAdministratorAction } from "../account-actions";
import { AdministratorBadge } from "../administrator-badge";
import type { Area } from "../area";

type Props = { area: Area; base: string; account: StaffAccount; zone: string | undefined };

/** Who is designated (R85), how the mail stands, and the three things that can be done about it. */
export function AdministratorPanel({ area, base, account, zone }: Props) {
  const t = useTranslations("staff.designated");
  const { administrator, may } = account;
  // An address that refuses mail comes before another mail to it.
  const wrong = isWrong(account);
  return (
    <Panel flush title={t("title")}>
      {administrator ? (
        <WhoAndHow account={account} administrator={administrator} zone={zone} />
      ) : (
        <EmptyState title={t("nobody")}>{t("nobodyText")}</EmptyState>
      )}
      <div className="grid gap-3 px-4 pb-4">
        <Advice account={account} />
        <Form
          action={resendToAdministratorAction.bind(null, area)}
          className={may.resend || may.change ? "grid gap-3" : "contents"}
        >
          <input type="hidden" name="account" value={account.key} />
          <div className="flex flex-wrap gap-2">
            {may.resend && <Resend primary={!account.change && !wrong} />}
            {may.change && (
              <>
                <ButtonLink href={`${base}/administrator`}>{t("change")}</ButtonLink>
                <ButtonLink href={`${base}/address`} variant={wrong ? "primary" : "default"}>
                  {t("correct")}
                </ButtonLink>
              </>
            )}
          </div>
        </Form>
      </div>
    </Panel>
  );
}

const isWrong = ({ delivery, may }: StaffAccount) =>
  may.change && delivery !== null && deliveryTone(delivery) === "bad";

/** While a change is open, deciding about it comes first. */
function Resend({ primary }: { primary: boolean }) {
  const t = useTranslations("staff");
  return (
    <SubmitButton variant={primary ? "primary" : "default"} pending={t("resending")}>
      {t("resend")}
    </SubmitButton>
  );
}

type WhoProps = { account: StaffAccount; administrator: Administrator; zone: string | undefined };

function WhoAndHow({ account, administrator, zone }: WhoProps) {
  const t = useTranslations("staff.designated");
  const { delivery, may, resendsToday, since } = account;
  return (
    <Facts
      look="panel"
      facts={[
        { term: t("name"), value: <b>{administrator.name}</b> },
        { term: t("email"), value: <EmailAddress>{administrator.email}</EmailAddress> },
        ...(since ? [{ term: t("since"), value: <Time date={since} zone={zone} /> }] : []),
        {
          term: t("state"),
          value: <AdministratorBadge state={administrator.state} zone={zone} />,
        },
        ...(delivery ? [{ term: t("mail"), value: <Mail delivery={delivery} zone={zone} /> }] : []),
        ...(may.resend
          ? [
              {
                term: t("today"),
                value: t("todayCount", { count: resendsToday, max: RESENDS_A_DAY }),
                num: true,
              },
            ]
          : []),
      ]}
    />
  );
}

function Mail({ delivery, zone }: { delivery: Delivery; zone: string | undefined }) {
  const t = useTranslations("outbox.states");
  const tone = deliveryTone(delivery);
  return (
    <>
      {tone && <StateBadge tone={tone}>{t(delivery.state)}</StateBadge>}
      <DeliveryWords delivery={delivery} zone={zone} />
    </>
  );
}

/** What to know before one presses, or why there is nothing to press. */
function Advice({ account }: { account: StaffAccount }) {
  const t = useTranslations("staff");
  const { administrator, agreement } = account;
  if (!administrator) return null;
  const text = (words: string) => <p className="max-w-[70ch] text-muted">{words}</p>;
  if (agreement.status !== "ACTIVE") return text(t("account.over"));
  switch (administrator.state.kind) {
    case "hasAccess":
      return text(t("designated.hasAccessText"));
    case "withoutAccess":
      return text(t("designated.withoutAccessText"));
    case "declined":
      return (
        <>
          {text(t("designated.declinedText"))}
          {text(t("designated.resendText"))}
        </>
      );
    case "invited":
    case "expired":
      return (
        <>
          {isWrong(account) && text(t("designated.wrongText"))}
          {text(t("designated.resendText"))}
        </>
      );
  }
}
