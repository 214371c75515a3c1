import { typedIn } from "@/lib/page-address";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import { operatorActor } from "@/lib/auth/current-person";
import { readerZone } from "@/lib/auth/reader-zone";
import { listMessages } from "@/lib/mail/list-messages";
import { listSuppressions } from "@/lib/mail/list-suppressions";
import { NoSuchPage } from "../../no-such-page";
import { OperatorFrame } from "../../operator-frame";
import type { SearchParams } from "../../query";
import { MessagesList } from "./messages-list";
import { MessagesSearch } from "./messages-search";
import { SuppressionsList } from "./suppressions-list";

const PATH = "/operator/mail";
const HOLD = `${PATH}?view=hold`;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("outbox"))("title") };
}

/** Every message with what became of it, or the addresses that nothing is sent to. */
export default async function MailPage({ searchParams }: SearchParams) {
  const actor = await operatorActor(PATH);
  if (!actor) return <NoSuchPage />;
  const query = await searchParams;
  const [state, search] = [typedIn(query, "state"), typedIn(query, "search")];
  const [after, before] = [typedIn(query, "after"), typedIn(query, "before")];
  const onHold = query.view === "hold";
  const zone = await readerZone();
  const t = await getTranslations("outbox");
  return (
    <OperatorFrame path={PATH}>
      <PageHead title={t("title")} subtitle={onHold ? t("hold.lead") : t("lead")} />
      <Tabs
        label={t("views")}
        tabs={[
          { href: PATH, label: t("messages"), current: !onHold },
          { href: HOLD, label: t("addresses"), current: onHold },
        ]}
      />
      {onHold ? (
        <SuppressionsList
          page={await listSuppressions(actor, { after })}
          after={after}
          path={HOLD}
          zone={zone}
        />
      ) : (
        <>
          <MessagesSearch path={PATH} state={state} search={search} />
          <MessagesList
            page={await listMessages(actor, { state, search, after, before })}
            path={PATH}
            filter={{ ...(state ? { state } : {}), ...(search ? { search } : {}) }}
            zone={zone}
          />
        </>
      )}
    </OperatorFrame>
  );
}
