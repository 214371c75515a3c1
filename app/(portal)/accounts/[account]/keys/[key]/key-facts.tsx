import { useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { KeyPage } from "@/lib/keys/read-key";
import { Activations } from "../activations";
import { KeyStatus } from "../key-status";
import { MaskedKey } from "../masked-key";

export function KeyFacts({ of: key }: { of: KeyPage }) {
  const t = useTranslations("keys");
  return (
    <Panel flush title={t("reveal.about")}>
      <Facts
        look="panel"
        facts={[
          { term: t("code"), value: key.product.code },
          { term: t("family"), value: key.product.family },
          { term: t("kind"), value: key.kind },
          { term: t("key"), value: <MaskedKey last5={key.last5} /> },
          { term: t("activations"), value: <Activations of={key} /> },
          { term: t("status"), value: <KeyStatus status={key.status} /> },
        ]}
      />
    </Panel>
  );
}
