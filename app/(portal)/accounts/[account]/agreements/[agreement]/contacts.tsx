import { useTranslations } from "next-intl";
import { EmailAddress } from "@/components/ui/email-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { type Contact, isEmptyContact } from "@/lib/agreements/terms";

/** Who may be asked about what; the people of the purchasing account write it. */
export function Contacts({ contacts }: { contacts: readonly Contact[] }) {
  const t = useTranslations("agreements");
  const rows = contacts.flatMap((contact, row) =>
    isEmptyContact(contact) ? [] : [{ ...contact, row }],
  );
  return (
    <section className="grid gap-3" aria-labelledby="contacts">
      <div className="grid gap-1">
        <h2 id="contacts">{t("contacts")}</h2>
        <p className="max-w-[70ch] text-muted">{t("contactsLead")}</p>
      </div>
      <Ledger
        caption={t("contacts")}
        rows={rows}
        rowKey={({ row }) => String(row)}
        columns={[
          { key: "name", width: "lg:w-[24%]", head: t("name"), cell: ({ name }) => <b>{name}</b> },
          {
            key: "purpose",
            width: "lg:w-[26%]",
            head: t("purpose"),
            cell: ({ purpose }) => purpose || t("none"),
          },
          {
            key: "email",
            width: "lg:w-[30%]",
            head: t("email"),
            cell: ({ email }) => (email ? <Mail address={email} /> : t("none")),
          },
          {
            key: "phone",
            width: "lg:w-[20%]",
            head: t("phone"),
            cell: ({ phone }) => (phone ? <bdi className="num">{phone}</bdi> : t("none")),
          },
        ]}
        empty={<EmptyState title={t("noContacts")}>{t("noContactsText")}</EmptyState>}
      />
    </section>
  );
}

function Mail({ address }: { address: string }) {
  return (
    <a className="link" href={`mailto:${encodeURIComponent(address).replace("%40", "@")}`}>
      <EmailAddress>{address}</EmailAddress>
    </a>
  );
}
