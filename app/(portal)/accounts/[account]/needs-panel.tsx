import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { ButtonLink } from "@/components/ui/button-link";
import { Panel } from "@/components/ui/panel";
import { StateShape } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { Need } from "@/lib/organizations/read-home";
import { handleInvitationAction } from "../../actions";

type Props = {
  needs: readonly Need[];
  account: string;
  base: string;
  zone: string | undefined;
};

const TONES = {
  confirm: "wait",
  asking: "wait",
  domainLost: "warn",
  domainClosed: "bad",
  soleAdministrator: "warn",
  mailBounced: "bad",
  mailReturned: "warn",
  mailHeld: "bad",
  mailFailed: "bad",
  mailDelayed: "warn",
  held: "warn",
  expired: "warn",
  ending: "wait",
} as const satisfies Record<Need["kind"], string>;

/** What needs me, each with the one button that puts it right. */
export function NeedsPanel({ needs, account, base, zone }: Props) {
  const t = useTranslations("home");
  return (
    <Panel flush title={t("needs")}>
      {needs.length === 0 && <p className="p-4 text-muted">{t("nothing")}</p>}
      <Form action={handleInvitationAction.bind(null, account)} className="">
        <ul className="needs">
          {needs.map((need) => (
            <li key={keyOf(need)}>
              <span className={`state state-${TONES[need.kind]}`}>
                <StateShape tone={TONES[need.kind]} />
              </span>
              <NeedWords need={need} zone={zone} />
              <NeedButton need={need} base={base} />
            </li>
          ))}
        </ul>
      </Form>
    </Panel>
  );
}

function keyOf(need: Need): string {
  if (need.kind === "confirm") return need.waiting.invitationId;
  if ("domain" in need) return need.domain.id;
  return "invitationId" in need ? `${need.kind}-${need.invitationId}` : need.kind;
}

function NeedWords({ need, zone }: { need: Need; zone: string | undefined }) {
  const t = useTranslations("home");
  if (need.kind === "confirm") {
    const { organization, account } = need.waiting;
    if (!account) {
      return (
        <Words title={t("confirmPartner", { partner: organization })}>
          {t("confirmPartnerText")}
        </Words>
      );
    }
    return (
      <Words title={t("confirm", { organization, account: account.number })}>
        {t("confirmText", { agreement: account.agreementNumber })}
      </Words>
    );
  }
  if (need.kind === "soleAdministrator") {
    return <Words title={t("soleAdministrator")}>{t("soleAdministratorText")}</Words>;
  }
  if (need.kind === "asking") {
    return <Words title={t("asking", { count: need.count })}>{t("askingText")}</Words>;
  }
  if ("domain" in need) {
    const { name, closesAt } = need.domain;
    const closes = () => <Time date={closesAt} zone={zone} look="both" />;
    return (
      <Words title={t(need.kind, { name })}>
        {t.rich(`${need.kind}Text`, { name, date: closes })}
      </Words>
    );
  }
  const { kind, name, email } = need;
  const date = () => <Time date={need.at} zone={zone} look="both" />;
  return <Words title={t(kind, { name })}>{t.rich(`${kind}Text`, { email, date })}</Words>;
}

function Words({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <b className="font-medium">{title}</b>
      <div className="break-words text-muted">{children}</div>
    </div>
  );
}

function NeedButton({ need, base }: { need: Need; base: string }) {
  const t = useTranslations("home");
  switch (need.kind) {
    case "soleAdministrator":
      return <ButtonLink href={`${base}/access/invite`}>{t("soleAdministratorButton")}</ButtonLink>;
    case "asking":
      return <ButtonLink href={`${base}/access/requests`}>{t("askingButton")}</ButtonLink>;
    case "domainLost":
    case "domainClosed":
      return (
        <ButtonLink href={`${base}/domains/${need.domain.id}`}>
          {t(`${need.kind}Button`)}
        </ButtonLink>
      );
    case "mailBounced":
    case "mailReturned":
    case "mailHeld":
    case "mailFailed":
      return (
        <div className="flex flex-wrap gap-2">
          <LookLink email={need.email} base={base}>
            {t(`${need.kind}Button`)}
          </LookLink>
          <SubmitButton variant="default" name="intent" value={`resend:${need.invitationId}`}>
            {t("resend")}
          </SubmitButton>
        </div>
      );
    case "mailDelayed":
      return (
        <LookLink email={need.email} base={base}>
          {t("mailDelayedButton")}
        </LookLink>
      );
    case "confirm":
      return (
        <SubmitButton
          variant="default"
          name="intent"
          value={`confirm:${need.waiting.invitationId}`}
        >
          {t("confirmButton")}
        </SubmitButton>
      );
    case "held":
    case "expired":
    case "ending": {
      const intent = need.kind === "held" ? "approve" : "resend";
      return (
        <SubmitButton variant="default" name="intent" value={`${intent}:${need.invitationId}`}>
          {t(`${need.kind}Button`)}
        </SubmitButton>
      );
    }
  }
}

/** Leads to the person on Manage Users, where the other server's answer stands. */
function LookLink(props: { email: string; base: string; children: ReactNode }) {
  const { email, base, children } = props;
  const search = encodeURIComponent(email);
  return <ButtonLink href={`${base}/access?search=${search}`}>{children}</ButtonLink>;
}
