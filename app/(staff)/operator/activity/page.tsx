import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { operatorActor } from "@/lib/auth/current-person";
import { ActivityScreen } from "../../activity/activity-screen";
import { NoSuchPage } from "../../no-such-page";
import { OperatorFrame } from "../../operator-frame";
import type { SearchParams } from "../../query";

const PATH = "/operator/activity";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("activity"))("title") };
}

/** Everything that happened, for operators. */
export default async function OperatorActivityPage({ searchParams }: SearchParams) {
  const actor = await operatorActor(PATH);
  if (!actor) return <NoSuchPage />;
  return (
    <OperatorFrame path={PATH}>
      <ActivityScreen actor={actor} path={PATH} searchParams={searchParams} />
    </OperatorFrame>
  );
}
