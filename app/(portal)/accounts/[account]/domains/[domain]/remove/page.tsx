import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Missing } from "@/components/missing";
import { AppLink } from "@/components/ui/app-link";
import { PageHead } from "@/components/ui/page-head";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { domainDependents } from "@/lib/domains/domain-dependents";
import { readDomain } from "@/lib/domains/list-domains";
import { removeDomainAction } from "../../actions";

type Props = { params: Promise<{ account: string; domain: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("domains"))("title") };
}

/** Removing a domain: who and what depends on it, before anything is done (edge 47). */
export default async function RemoveDomainPage({ params }: Props) {
  const { domain } = await params;
  const opened = await openAccountPage(params, `/domains/${domain}/remove`, "domains.manage");
  if (!opened) return <RefusedScreen permission="domains.manage" />;
  const { actor, base, key } = opened;
  const row = await orMissing(readDomain(actor, domain));
  if (!row) {
    await answerWith(404);
    return <Missing />;
  }
  const { name, nameKey, siblings } = row;
  const depends = await domainDependents(actor, nameKey);
  const t = await getTranslations("domains");
  const home = `${base}/domains/${row.id}`;
  return (
    <>
      <PageHead
        title={<span className="break-words">{t("removeTitle", { name })}</span>}
        breadcrumb={[
          { label: t("title"), href: `${base}/domains` },
          { label: name, href: home },
        ]}
      />
      <Form action={removeDomainAction.bind(null, key)} className="grid max-w-[40rem] gap-4">
        <input type="hidden" name="domainId" value={row.id} />
        <p>{t("removeLead")}</p>
        <ul className="grid list-disc gap-1.5 ps-5">
          <li>{t("removeMembers", { name, count: depends.members })}</li>
          <li>{t("removeSeats", { name, count: depends.seats })}</li>
          <li>{t("removeServices", { name, count: depends.services })}</li>
          <li>{t("removeSiblings", { count: siblings })}</li>
          <li>{t("removeAgain")}</li>
        </ul>
        <div>
          <SubmitButton variant="danger">{t("removeButton", { name })}</SubmitButton>
        </div>
      </Form>
      <p className="mt-4">
        <AppLink className="link" href={home}>
          {t("back", { name })}
        </AppLink>
      </p>
    </>
  );
}
