import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { EmailAddress } from "@/components/ui/email-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { Time } from "@/components/ui/time";
import type { PeoplePage, PersonRow } from "@/lib/accounts/list-people";
import { mailLanguage, ownName } from "@/lib/languages";
import { handleInvitationAction } from "../../../actions";
import { PersonActions } from "./person-actions";
import { PersonStatus } from "./person-status";

type Props = {
  page: PeoplePage;
  account: string;
  base: string;
  search?: string | undefined;
  zone: string | undefined;
};

/** Members and invited people in one list; its buttons are one form, so that it works anywhere. */
export function PeopleList({ page, account, base, search, zone }: Props) {
  const t = useTranslations("people");
  const roleName = useTranslations("roles");
  const href = (step: "after" | "before", id: string | null) =>
    id &&
    `${base}?${new URLSearchParams({ ...(search ? { search } : {}), [step]: id }).toString()}`;
  return (
    <Form action={handleInvitationAction.bind(null, account)} className="grid gap-3">
      <Ledger
        caption={t("caption")}
        rows={[...page.rows]}
        rowKey={(person) => person.id}
        columns={[
          { key: "person", head: t("person"), cell: (person) => <Person person={person} /> },
          {
            key: "roles",
            head: t("roles"),
            bare: true,
            cell: ({ roles }) =>
              roles.map((role) => <div key={role}>{roleName(`${role}.name`)}</div>),
          },
          {
            key: "status",
            head: t("status"),
            bare: true,
            cell: (person) => <PersonStatus person={person} zone={zone} />,
          },
          {
            key: "language",
            head: t("language"),
            cell: ({ language }) => <span lang={language}>{ownName(mailLanguage(language))}</span>,
          },
          {
            key: "visit",
            head: t("lastVisit"),
            cell: ({ lastVisit }) =>
              lastVisit ? <Time date={lastVisit} zone={zone} look="both" /> : t("never"),
          },
          {
            key: "actions",
            head: t("actions"),
            actions: true,
            cell: (person) => <PersonActions person={person} base={base} />,
          },
        ]}
        empty={<NobodyHere search={search} />}
        foot={
          (page.previous ?? page.next) && (
            <Pager previous={href("before", page.previous)} next={href("after", page.next)} />
          )
        }
      />
    </Form>
  );
}

function Person({ person }: { person: PersonRow }) {
  const t = useTranslations("people");
  return (
    <>
      <b className="font-medium">{person.name}</b> {person.isSelf && t("you")}
      <div className="sub">
        <EmailAddress>{person.email}</EmailAddress>
      </div>
    </>
  );
}

function NobodyHere({ search }: { search: string | undefined }) {
  const t = useTranslations("people");
  return search ? (
    <EmptyState title={t("noneFoundTitle")}>{t("noneFoundText", { search })}</EmptyState>
  ) : (
    <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>
  );
}
