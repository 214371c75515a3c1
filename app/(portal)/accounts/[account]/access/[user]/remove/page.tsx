import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { AppLink } from "@/components/ui/app-link";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { readPerson } from "@/lib/accounts/read-person";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { RemoveForm } from "./remove-form";

type Props = { params: Promise<{ account: string; user: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("person"))("removeTitle") };
}

/** Removing somebody: what follows from it, and what becomes of the invitations that they sent. */
export default async function RemovePage({ params }: Props) {
  const { user } = await params;
  const opened = await openAccountPage(params, `/access/${user}/remove`, "users.manage");
  if (!opened) return <RefusedScreen permission="users.manage" />;
  const { actor, base, key } = opened;
  const person = await orMissing(readPerson(actor, user));
  if (!person || (person.row.status !== "ACTIVE" && person.row.status !== "DISABLED")) {
    await answerWith(404);
    return <Missing />;
  }
  const t = await getTranslations("person");
  const people = await getTranslations("people");
  const { name } = person.row;
  const home = `${base}/access/${user}`;
  return (
    <>
      <PageHead
        title={t("removeTitle")}
        breadcrumb={[
          { label: people("title"), href: `${base}/access` },
          { label: name, href: home },
        ]}
      />
      <div className="grid max-w-[40rem] gap-5">
        {person.may.remove ? (
          <RemoveForm person={person} account={key} />
        ) : (
          <Note tone="warn" title={t("cannot")}>
            {t(whyNot(person))}
          </Note>
        )}
        <p>
          <AppLink className="link" href={home}>
            {t("back", { name })}
          </AppLink>
        </p>
      </div>
    </>
  );
}

function whyNot(person: { lastAdministrator: boolean; row: { isSelf: boolean } }) {
  if (person.lastAdministrator) return "whyNot.last";
  return person.row.isSelf ? "whyNot.self" : "outOfReach";
}
