import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { Time } from "@/components/ui/time";
import type { PeoplePage } from "@/lib/accounts/list-people";
import type { PersonRow } from "@/lib/accounts/person-row";
import { mailLanguage, ownName } from "@/lib/languages";
import type { MemberActor } from "@/lib/policy/actor";
import { BulkActions } from "./bulk-actions";
import { NobodyHere } from "./nobody-here";
import { handlePeopleAction } from "./people-actions";
import { PersonActions } from "./person-actions";
import { PersonCell } from "./person-cell";
import { PersonStatus } from "./person-status";

type Props = {
  actor: MemberActor;
  page: PeoplePage;
  account: string;
  base: string;
  filtered: boolean;
  /** The address of this list at another place. */
  href: (step: "after" | "before", cursor: string) => string;
  zone: string | undefined;
};

/** Members and invited people in one list; its buttons are one form, so that it works anywhere. */
export function PeopleList({ actor, page, account, base, filtered, href, zone }: Props) {
  const t = useTranslations("people");
  const toChoose = page.rows.filter(({ status }) => status !== "REMOVED");
  const pager = (page.previous ?? page.next) && (
    <Pager
      previous={page.previous && href("before", page.previous)}
      next={page.next && href("after", page.next)}
    />
  );
  return (
    <Form
      action={handlePeopleAction.bind(null, account)}
      className="group/people grid gap-3"
      labels={{ people: t("person"), role: t("filters.role") }}
    >
      {/* Enter in a box would press the form's first button, which is some row's: this one does nothing. */}
      <button type="submit" disabled hidden />
      <Ledger
        caption={t("caption")}
        rows={[...page.rows]}
        rowKey={(person) => person.id}
        columns={useColumns({ base, first: toChoose.at(0)?.id, zone })}
        empty={<NobodyHere filtered={filtered} stopped={page.stopped} base={base} />}
        foot={pager}
      />
      {page.rows.length === 0 && pager}
      {toChoose.length > 0 && <BulkActions actor={actor} />}
    </Form>
  );
}

type ColumnsOf = Pick<Props, "base" | "zone"> & { first: string | undefined };

function useColumns({ base, first, zone }: ColumnsOf): LedgerColumn<PersonRow>[] {
  const t = useTranslations("people");
  const roleName = useTranslations("roles");
  return [
    {
      key: "person",
      width: "lg:w-[24%]",
      head: t("person"),
      cell: (person) => <PersonCell person={person} base={base} first={person.id === first} />,
    },
    {
      key: "roles",
      width: "lg:w-[17%]",
      head: t("roles"),
      bare: true,
      cell: ({ roles }) => roles.map((role) => <div key={role}>{roleName(`${role}.name`)}</div>),
    },
    {
      key: "status",
      width: "lg:w-[24%]",
      head: t("status"),
      bare: true,
      cell: (person) => <PersonStatus person={person} zone={zone} />,
    },
    {
      key: "language",
      width: "lg:w-[11%]",
      head: t("language"),
      cell: ({ language, country }) => (
        <>
          <span lang={language}>{ownName(mailLanguage(language))}</span>
          <div className="sub">{country}</div>
        </>
      ),
    },
    {
      key: "visit",
      width: "lg:w-[18%]",
      head: t("lastVisit"),
      cell: ({ lastVisit, addedAt }) => (
        <>
          {lastVisit ? <Time date={lastVisit} zone={zone} look="both" /> : t("never")}
          <div className="sub">
            {t.rich("addedOn", { date: () => <Time date={addedAt} zone={zone} /> })}
          </div>
        </>
      ),
    },
    {
      key: "actions",
      width: "lg:w-[6%]",
      head: t("actions"),
      actions: true,
      cell: (person) => <PersonActions person={person} base={base} />,
    },
  ];
}
