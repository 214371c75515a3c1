import type { LicenseFigures } from "@/lib/licenses/license-figures";
import type { LicenseFigure } from "@/lib/licenses/licenses-query";

/** One of the numbers of a product's licenses. */
export function figureOf(figures: LicenseFigures, figure: LicenseFigure): number {
  const value = figures[figure];
  return typeof value === "number" ? value : value.reduce((sum, { quantity }) => sum + quantity, 0);
}
