import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Ledger } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import type { PeoplePage } from "@/lib/accounts/list-people";
import { PersonStatus } from "../../access/person-status";

type Props = {
  page: PeoplePage;
  base: string;
  /** Where the list is a file. */
  file: string;
  /** The address of this list at another place. */
  href: (step: "after" | "before", cursor: string) => string;
  zone: string | undefined;
};

/** Who has which roles, page by page. */
export function NamedPeople({ page, base, file, href, zone }: Props) {
  const t = useTranslations("reports");
  const roleName = useTranslations("roles");
  const { previous, next } = page;
  return (
    <section className="mt-3 grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 className="text-base font-semibold">{t("namesTitle")}</h2>
        <AppLink className="link" href={`${base}/access`}>
          {t("manage")}
        </AppLink>
        {/* A file, not a page: an ordinary link, which is never fetched ahead. */}
        <a className="link" href={file}>
          {t("exportPeople")}
        </a>
      </div>
      <Ledger
        caption={t("namesCaption")}
        rows={[...page.rows]}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "person",
            width: "lg:w-[40%]",
            head: t("person"),
            cell: ({ name, email }) => (
              <>
                <b>{name}</b>
                <div className="sub">{email}</div>
              </>
            ),
          },
          {
            key: "roles",
            width: "lg:w-[30%]",
            head: t("roles"),
            bare: true,
            cell: ({ roles }) =>
              roles.map((role) => <div key={role}>{roleName(`${role}.name`)}</div>),
          },
          {
            key: "status",
            width: "lg:w-[30%]",
            head: t("status"),
            bare: true,
            cell: (person) => <PersonStatus person={person} zone={zone} />,
          },
        ]}
        empty={null}
        foot={
          (previous ?? next) && (
            <Pager
              previous={previous && href("before", previous)}
              next={next && href("after", next)}
            />
          )
        }
      />
    </section>
  );
}
