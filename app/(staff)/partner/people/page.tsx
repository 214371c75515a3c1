import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Refused } from "@/components/refused";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHead } from "@/components/ui/page-head";
import { partnerActor } from "@/lib/auth/current-person";
import { answerWith } from "@/lib/auth/page-status";
import { listPartnerPeople } from "@/lib/partners/list-partner-people";
import { NoSuchPage } from "../../no-such-page";
import { PartnerFrame } from "../../partner-frame";
import { PartnerPeople } from "../../partner-people";

const PATH = "/partner/people";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("partnerPeople"))("title") };
}

/** The partner's own people, for its administrators. */
export default async function PartnerPeoplePage({ searchParams }: Props) {
  const actor = await partnerActor(PATH);
  if (!actor) return <NoSuchPage />;
  const t = await getTranslations("partnerPeople");
  if (!actor.isAdministrator) {
    await answerWith(403);
    return (
      <PartnerFrame path={PATH} actor={actor}>
        <Refused help={t("refusedHelp")}>
          <ButtonLink href="/partner">{t("back")}</ButtonLink>
        </Refused>
      </PartnerFrame>
    );
  }
  const query = await searchParams;
  const one = (name: string) => [query[name]].flat()[0];
  const people = await listPartnerPeople(actor, { after: one("after"), before: one("before") });
  return (
    <PartnerFrame path={PATH} actor={actor}>
      <PageHead title={t("title")} subtitle={people.partner.name} />
      <PartnerPeople people={people} area="partner" base={PATH} />
    </PartnerFrame>
  );
}
