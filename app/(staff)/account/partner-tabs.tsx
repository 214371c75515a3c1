import { useTranslations } from "next-intl";
import { Tabs } from "@/components/ui/tabs";

const PLACES = ["administrator", "orders", "licenses"] as const;

type Place = (typeof PLACES)[number];

type Props = {
  /** The address of the account in the Partner Center. */
  base: string;
  current: Place;
  /** The administrator is a matter of the account's own partner. */
  isServed?: boolean;
};

/** The pages of an account that a partner may open. */
export function PartnerTabs({ base, current, isServed = true }: Props) {
  const t = useTranslations("partnerBought");
  return (
    <Tabs
      label={t("places.label")}
      tabs={PLACES.filter((place) => isServed || place !== "administrator").map((place) => ({
        href: place === "administrator" ? base : `${base}/${place}`,
        label: t(`places.${place}`),
        current: place === current,
      }))}
    />
  );
}
