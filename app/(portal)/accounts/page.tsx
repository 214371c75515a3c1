import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { myAccounts } from "@/lib/accounts/my-accounts";
import { requirePerson } from "@/lib/auth/current-person";
import { waitingInvitations } from "@/lib/invitations/waiting-invitations";
import { confirmWaitingAction } from "../actions";
import { PersonFrame } from "../person-frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("chooser"))("title") };
}

/** The purchasing accounts that are open to me, and what waits to be confirmed (decision 2). */
export default async function AccountsPage() {
  const { actor, user } = await requirePerson("/accounts");
  const [accounts, waiting] = await Promise.all([myAccounts(actor), waitingInvitations(actor)]);
  const t = await getTranslations("chooser");
  const home = await getTranslations("home");
  const none = accounts.length === 0 && waiting.length === 0;
  return (
    <PersonFrame path="/accounts">
      <PageHead title={t("title")} subtitle={none ? undefined : t("lead")} />
      <Panel flush>
        {none && (
          <EmptyState title={t("emptyTitle")}>{t("emptyText", { email: user.email })}</EmptyState>
        )}
        <ul className="needs">
          {accounts.map(({ numberKey, number, name, organization }) => (
            <li key={numberKey}>
              <span aria-hidden="true" />
              <div>
                <b className="font-medium">{organization}</b>
                <div className="num text-muted">{`${number} · ${name}`}</div>
              </div>
              <ButtonLink href={`/accounts/${numberKey}`} aria-label={`${t("open")} ${number}`}>
                {t("open")}
              </ButtonLink>
            </li>
          ))}
        </ul>
        <Form action={confirmWaitingAction} className="">
          <ul className="needs">
            {waiting.map(({ invitationId, organization, account }) => (
              <li key={invitationId}>
                <span aria-hidden="true" />
                <div>
                  <b className="font-medium">
                    {account
                      ? home("confirm", { organization, account: account.number })
                      : home("confirmPartner", { partner: organization })}
                  </b>
                  <div className="text-muted">
                    {account
                      ? home("confirmText", { agreement: account.agreementNumber })
                      : home("confirmPartnerText")}
                  </div>
                </div>
                <SubmitButton variant="default" name="intent" value={`confirm:${invitationId}`}>
                  {home("confirmButton")}
                </SubmitButton>
              </li>
            ))}
          </ul>
        </Form>
      </Panel>
    </PersonFrame>
  );
}
