import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { partnerActor } from "@/lib/auth/current-person";
import { ActivityScreen } from "../../activity/activity-screen";
import { NoSuchPage } from "../../no-such-page";
import { PartnerFrame } from "../../partner-frame";
import type { SearchParams } from "../../query";

const PATH = "/partner/activity";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("activity"))("title") };
}

/** What the partner's people did; its administrators also see what happened to them. */
export default async function PartnerActivityPage({ searchParams }: SearchParams) {
  const actor = await partnerActor(PATH);
  if (!actor) return <NoSuchPage />;
  return (
    <PartnerFrame path={PATH} actor={actor}>
      <ActivityScreen actor={actor} path={PATH} searchParams={searchParams} />
    </PartnerFrame>
  );
}
