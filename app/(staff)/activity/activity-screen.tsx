import { typedIn } from "@/lib/page-address";
import { getTranslations } from "next-intl/server";
import { PlainForm } from "@/components/forms/plain-form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { EXPORT_AT_MOST } from "@/lib/activity/export-activity";
import { SCAN } from "@/lib/activity/find-events";
import { listActivity } from "@/lib/activity/list-activity";
import { readerZone } from "@/lib/auth/reader-zone";
import type { MemberActor, OperatorActor, PartnerActor } from "@/lib/policy/actor";
import type { SearchParams } from "../query";
import { filterOf } from "./activity-area";
import { ActivityList } from "./activity-list";
import { ActivitySearch } from "./activity-search";

type Props = SearchParams & { actor: MemberActor | PartnerActor | OperatorActor; path: string };

/** The trail: one screen for Account Administrators, partners and operators, each with their own part. */
export async function ActivityScreen({ actor, path, searchParams }: Props) {
  const query = await searchParams;
  const filter = filterOf(query);
  const [after, before] = [typedIn(query, "after"), typedIn(query, "before")];
  const page = await listActivity(actor, { ...filter, after, before });
  const t = await getTranslations("activity");
  const file = `${path}/export?${new URLSearchParams(filter).toString()}`;
  return (
    <>
      <PageHead
        title={t("title")}
        subtitle={t(`lead.${actor.kind}`)}
        actions={
          // A post, since it is recorded; the answer is a file, so the page stays.
          <PlainForm answer="file" className="" action={file}>
            <SubmitButton variant="default" caps title={t("exportHint", { max: EXPORT_AT_MOST })}>
              {t("export")}
            </SubmitButton>
          </PlainForm>
        }
      />
      <ActivitySearch area={actor.kind} path={path} filter={filter} />
      {filter.object && <p className="mb-3 text-muted">{t("objectFilter")}</p>}
      {page.looksFurther && <Note>{t("further", { count: SCAN })}</Note>}
      <ActivityList page={page} path={path} filter={filter} zone={await readerZone()} />
    </>
  );
}
