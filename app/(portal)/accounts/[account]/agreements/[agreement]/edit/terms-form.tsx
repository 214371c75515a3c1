import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { VersionField } from "@/components/forms/version-field";
import type { Terms } from "@/lib/agreements/terms";
import { updateTermsAction } from "../../actions";
import { ContactsFields } from "./contacts-fields";
import { PreferenceFields } from "./preference-fields";

type Props = { terms: Terms; version: number; account: string };

/** All of it in one form, with one version: whoever saves second sees what the first one saved. */
export function TermsForm({ terms, version, account }: Props) {
  const t = useTranslations("agreements");
  return (
    <Form
      action={updateTermsAction.bind(null, account)}
      className="grid gap-5"
      labels={{
        row: t("contact", { number: "#" }),
        name: t("name"),
        purpose: t("purpose"),
        email: t("email"),
        phone: t("phone"),
        customerReference: t("reference"),
        language: t("language"),
        platform: t("platform"),
        country: t("country"),
        notes: t("notes"),
        renewal: t("renewal"),
      }}
    >
      <VersionField value={version} />
      <ContactsFields contacts={terms.contacts} />
      <PreferenceFields terms={terms} />
      <div>
        <SubmitButton pending={t("saving")}>{t("save")}</SubmitButton>
      </div>
    </Form>
  );
}
