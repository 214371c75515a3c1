import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { Panel } from "@/components/ui/panel";
import type { Contact } from "@/lib/agreements/terms";
import { contactField } from "@/lib/agreements/terms-fields";

/** One line for each contact; an emptied one is a contact less. */
export function ContactsFields({ contacts }: { contacts: readonly Contact[] }) {
  const t = useTranslations("agreements");
  return (
    <Panel title={t("contacts")}>
      <div className="grid gap-5">
        <p className="max-w-[70ch] text-muted">{t("contactsLead")}</p>
        {contacts.map((contact, row) => (
          <ContactFields key={contactField(row, "")} contact={contact} row={row} />
        ))}
      </div>
    </Panel>
  );
}

function ContactFields({ contact, row }: { contact: Contact; row: number }) {
  const t = useTranslations("agreements");
  const field = (name: keyof Contact) => ({
    name: contactField(row, name),
    label: t(name),
    defaultValue: contact[name],
    autoComplete: "off" as const,
  });
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-semibold text-muted">
        {t("contact", { number: row + 1 })}
      </legend>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[3fr_3fr_4fr_3fr]">
        <Field {...field("name")} />
        <Field {...field("purpose")} />
        <Field {...field("email")} type="email" />
        <Field {...field("phone")} type="tel" />
      </div>
    </fieldset>
  );
}
