import { useTranslations } from "next-intl";
import { grantVisibilityAction } from "@/app/(portal)/visibility-actions";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { ButtonLink } from "@/components/ui/button-link";
import { Facts } from "@/components/ui/facts";
import { Note } from "@/components/ui/note";
import { Time } from "@/components/ui/time";
import type { VisibilityPreview } from "@/lib/visibility/preview-visibility";
import { WhatItOpens } from "../what-it-opens";

type Props = { account: string; preview: VisibilityPreview; again: string };

/** The second step: whose number it is, until when, what it opens and what never. */
export function ConfirmForm({ account, preview: { partner, until, isOwn }, again }: Props) {
  const t = useTranslations("visibility");
  return (
    <Form action={grantVisibilityAction.bind(null, account)} className="grid max-w-[46rem] gap-4">
      <Facts
        facts={[
          { term: t("partner"), value: <b>{partner.name}</b> },
          { term: t("partnerNumber"), value: partner.number, num: true },
          { term: t("until"), value: <Time date={until} zone="UTC" /> },
        ]}
      />
      {isOwn && <Note>{t("ownNote")}</Note>}
      <WhatItOpens />
      <input type="hidden" name="partnerNumber" value={partner.key} />
      <input type="hidden" name="until" value={until.toISOString().slice(0, 10)} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{t("grant")}</SubmitButton>
        <ButtonLink href={again}>{t("again")}</ButtonLink>
      </div>
    </Form>
  );
}
