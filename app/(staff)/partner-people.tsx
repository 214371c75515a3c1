import { getTranslations } from "next-intl/server";
import { Form } from "@/components/forms/form";
import { EmailAddress } from "@/components/ui/email-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Note } from "@/components/ui/note";
import { Pager } from "@/components/ui/pager";
import { Time } from "@/components/ui/time";
import { readerZone } from "@/lib/auth/reader-zone";
import { mailLanguage, ownName } from "@/lib/languages";
import type { PartnerPeople as People, PartnerPerson } from "@/lib/partners/list-partner-people";
import { PartnerInviteForm } from "./partner-invite-form";
import { PartnerPersonActions } from "./partner-person-actions";
import { PartnerPersonStatus } from "./partner-person-status";
import { handlePartnerUserAction } from "./people-actions";

type Props = {
  people: People;
  area: "partner" | "operator";
  /** The address of the page, for its next and previous. */
  base: string;
};

/** A partner's people and the form that invites another: one for their administrators and the desk. */
export async function PartnerPeople({ people, area, base }: Props) {
  const t = await getTranslations("partnerPeople");
  const zone = await readerZone();
  return (
    <div className="grid gap-6">
      {!people.hasAdministrator && <Note tone="warn">{t("noAdministrator")}</Note>}
      <Form action={handlePartnerUserAction.bind(null, area)} className="grid gap-3">
        <Ledger
          caption={t("caption", { partner: people.partner.name })}
          rows={[...people.rows]}
          rowKey={(person) => person.id}
          columns={[
            {
              key: "person",
              width: "lg:w-[27%]",
              head: t("person"),
              cell: ({ name, email, isSelf }) => (
                <>
                  <b className="font-medium">{name}</b> {isSelf && t("you")}
                  <div className="sub">
                    <EmailAddress>{email}</EmailAddress>
                  </div>
                </>
              ),
            },
            {
              key: "may",
              width: "lg:w-[17%]",
              head: t("may"),
              bare: true,
              cell: ({ isAdministrator }) => (
                <span className="md:max-lg:whitespace-nowrap">
                  {isAdministrator ? t("administrator") : t("colleague")}
                </span>
              ),
            },
            {
              key: "status",
              width: "lg:w-[20%]",
              head: t("status"),
              bare: true,
              cell: (person) => <PartnerPersonStatus person={person} zone={zone} />,
            },
            {
              key: "language",
              width: "lg:w-[12%]",
              head: t("language"),
              cell: ({ language }) => (
                <span lang={language}>{ownName(mailLanguage(language))}</span>
              ),
            },
            {
              key: "visit",
              width: "lg:w-[17%]",
              head: t("lastVisit"),
              cell: ({ lastVisit }) =>
                lastVisit ? <Time date={lastVisit} zone={zone} look="both" /> : "—",
            },
            {
              key: "actions",
              width: "lg:w-[7%]",
              head: t("actions"),
              actions: true,
              cell: (person: PartnerPerson) => <PartnerPersonActions person={person} />,
            },
          ]}
          empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
          foot={
            (people.previous ?? people.next) && (
              <Pager
                previous={people.previous && `${base}?before=${people.previous}`}
                next={people.next && `${base}?after=${people.next}`}
              />
            )
          }
        />
      </Form>
      <PartnerInviteForm
        area={area}
        partnerNumber={area === "operator" ? people.partner.key : undefined}
      />
    </div>
  );
}
