import { getTranslations } from "next-intl/server";
import { AppLink } from "@/components/ui/app-link";
import { Facts } from "@/components/ui/facts";

type Props = { email: string; hasSecondFactor: boolean };

/** How one signs in, with the way to the page that changes each part of it. */
export async function SecurityLinks({ email, hasSecondFactor }: Props) {
  const t = await getTranslations("profile");
  const factor = await getTranslations("secondFactor");
  const link = (href: string, label: string) => (
    <AppLink className="link" href={href}>
      {label}
    </AppLink>
  );
  return (
    <Facts
      look="panel"
      facts={[
        {
          term: t("email"),
          value: (
            <>
              {email}
              <br />
              {link("/profile/email", t("changeEmail"))}
            </>
          ),
        },
        {
          term: factor("title"),
          value: (
            <>
              {t(hasSecondFactor ? "factorOn" : "factorOff")}
              <br />
              {link("/profile/second-factor", t("factorManage"))}
            </>
          ),
        },
        { term: t("sessions"), value: link("/profile/sessions", t("sessionsManage")) },
      ]}
    />
  );
}
