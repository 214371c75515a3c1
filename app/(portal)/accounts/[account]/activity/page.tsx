import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { ActivityScreen } from "@/app/(staff)/activity/activity-screen";
import type { SearchParams } from "@/app/(staff)/query";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("activity"))("title") };
}

/** What happened in this purchasing account, for its Account Administrators (edge 53). */
export default async function ActivityPage({ params, searchParams }: AccountParams & SearchParams) {
  const opened = await openAccountPage(params, "/activity", "activity.view");
  if (!opened) return <RefusedScreen permission="activity.view" />;
  const { actor, base } = opened;
  return <ActivityScreen actor={actor} path={`${base}/activity`} searchParams={searchParams} />;
}
