import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonClass } from "@/components/ui/button-class";
import { PageHead } from "@/components/ui/page-head";
import type { PeopleQuery } from "@/lib/accounts/people-query";
import { hrefOf } from "@/lib/page-address";
import type { MemberActor } from "@/lib/policy/actor";
import { can } from "@/lib/policy/authorize";

type Props = { actor: MemberActor; account: string; here: string; query: PeopleQuery };

/** The title of Manage access, with what one may do about the list as a whole. */
export function PeopleHead({ actor, account, here, query }: Props) {
  const t = useTranslations("people");
  const manages = can(actor, "users.manage");
  return (
    <PageHead
      title={t("title")}
      actions={
        <>
          {manages && (
            // A file, not a page: an ordinary link, which is never fetched ahead.
            <a className={buttonClass({})} href={hrefOf(`/api/accounts/${account}/people`, query)}>
              {t("export.button")}
            </a>
          )}
          {manages && <ButtonLink href={`${here}/import`}>{t("import")}</ButtonLink>}
          {can(actor, "users.invite") && (
            <ButtonLink variant="primary" caps href={`${here}/invite`}>
              {t("invite")}
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
