import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { Timeline } from "@/components/timeline";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { readPerson } from "@/lib/accounts/read-person";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { readerZone } from "@/lib/auth/reader-zone";
import { env } from "@/lib/env";
import { readPersonHistory } from "@/lib/invitations/person-history";
import { can } from "@/lib/policy/authorize";
import { isRole } from "@/lib/policy/roles";
import { AccessPanel } from "./access-panel";
import { InvitationPanel } from "./invitation-panel";
import { PersonFacts } from "./person-facts";
import { RolesPanel } from "./roles-panel";

type Props = {
  params: Promise<{ account: string; user: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("person"))("title") };
}

/** One person of the purchasing account: how it stands, roles, access, and what happened (R74, R75). */
export default async function PersonPage({ params, searchParams }: Props) {
  const { user } = await params;
  const opened = await openAccountPage(params, `/access/${user}`, "users.view");
  if (!opened) return <RefusedScreen permission="users.view" />;
  const { actor, base, key } = opened;
  const person = await orMissing(readPerson(actor, user));
  if (!person) {
    await answerWith(404);
    return <Missing />;
  }
  const zone = await readerZone();
  const t = await getTranslations("person");
  const people = await getTranslations("people");
  const nav = await getTranslations("nav");
  const chosen = [(await searchParams).role].flat().filter((role) => role !== undefined);
  return (
    <>
      <PageHead
        title={person.row.name}
        breadcrumb={[{ label: nav("account") }, { label: people("title"), href: `${base}/access` }]}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-5">
          <PersonFacts person={person} zone={zone} />
          {can(actor, "users.manage") && (
            <>
              <RolesPanel person={person} account={key} chosen={chosen.filter(isRole)} />
              <AccessPanel person={person} account={key} base={base} />
            </>
          )}
          <InvitationPanel person={person} account={key} />
        </div>
        <Panel flush title={t("history")}>
          <Timeline
            entries={await readPersonHistory(actor, user)}
            zone={zone}
            vendor={env.VENDOR_NAME}
          />
        </Panel>
      </div>
    </>
  );
}
