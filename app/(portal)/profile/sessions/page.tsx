import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHead } from "@/components/ui/page-head";
import { mySessions } from "@/lib/accounts/my-sessions";
import { requirePerson } from "@/lib/auth/current-person";
import { PersonFrame } from "../../person-frame";
import { endSessionAction } from "../../profile-actions";
import { SessionList } from "./session-list";

const PATH = "/profile/sessions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sessions"))("title") };
}

/** The browsers in which I am signed in; any of them can be signed out from here. */
export default async function SessionsPage() {
  const { actor } = await requirePerson(PATH);
  const sessions = await mySessions(actor);
  const t = await getTranslations("sessions");
  const profile = await getTranslations("profile");
  return (
    <PersonFrame path={PATH}>
      <PageHead
        title={t("title")}
        subtitle={t("lead")}
        breadcrumb={[{ label: profile("title"), href: "/profile" }, { label: t("title") }]}
      />
      <Form action={endSessionAction}>
        <SessionList sessions={sessions} />
        {sessions.length > 1 && (
          <p>
            <SubmitButton variant="danger" name="session" value="others">
              {t("endOthers")}
            </SubmitButton>
          </p>
        )}
      </Form>
    </PersonFrame>
  );
}
