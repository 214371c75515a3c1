import type { getTranslations } from "next-intl/server";
import type { LicenseFigures } from "@/lib/licenses/license-figures";

type Words = Awaited<ReturnType<typeof getTranslations<"licenses">>>;

/** How a number of licenses adds up: "12 bought", "4 stepped up to Harbor Server Enterprise 2025". */
export function sumWords(t: Words, figures: LicenseFigures): string[] {
  const { bought, steppedIn, steppedOut } = figures;
  const words = [
    ...(bought > 0 ? [t("bought", { quantity: bought })] : []),
    ...steppedIn.map((moved) => t("steppedIn", { ...moved })),
    ...steppedOut.map((moved) => t("steppedOut", { ...moved })),
    ...(figures.licensed < 0 ? [t("withoutOthers")] : []),
  ];
  return words.length > 0 ? words : [t("maintenanceOnly")];
}
