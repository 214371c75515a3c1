import { useTranslations } from "next-intl";
import type { Action } from "@/components/forms/surviving";
import { Form } from "@/components/forms/form";
import { AppLink } from "@/components/ui/app-link";
import { Avatar } from "@/components/ui/avatar";
import { Menu } from "./menu";

type PersonMenuProps = {
  person: { name: string; email: string };
  profileHref: string;
  signOut: Action;
};

/** The person's name, at the upper right on every page. */
export function PersonMenu({ person, profileHref, signOut }: PersonMenuProps) {
  const t = useTranslations("frame");
  return (
    <Menu
      atEnd
      summaryClass="me"
      summary={
        <>
          <Avatar name={person.name} />
          <span className="me-name">{person.name}</span>
          <span className="chevron wide-only ms-0" />
        </>
      }
    >
      <p className="mb-1 border-b border-line px-3 py-2">
        <b className="block font-medium">{person.name}</b>
        <span className="text-xs break-all text-muted">{person.email}</span>
      </p>
      <AppLink className="menu-item" href={profileHref}>
        {t("profile")}
      </AppLink>
      <Form action={signOut} className="">
        <button type="submit" className="menu-item">
          {t("signOut")}
        </button>
      </Form>
    </Menu>
  );
}
