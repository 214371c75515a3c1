import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Panel } from "@/components/ui/panel";
import type { AccountAgreement } from "@/lib/agreements/read-account-agreement";

type Props = { siblings: AccountAgreement["siblings"] };

/** The reader's other purchasing accounts of the same agreement; nothing where there is none. */
export function Siblings({ siblings }: Props) {
  const t = useTranslations("agreements");
  if (siblings.length === 0) return null;
  return (
    <Panel title={t("siblings")}>
      <ul className="grid gap-1.5">
        {siblings.map(({ key, number, name }) => (
          <li key={key}>
            <AppLink className="link" href={`/accounts/${key}`}>
              <span className="num">{number}</span>, {name}
            </AppLink>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
