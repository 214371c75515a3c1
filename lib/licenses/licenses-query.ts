import { type AddressValues, typedIn } from "../page-address";

export interface LicenseFilters {
  /** Part of a product's name or number. */
  readonly search?: string | undefined;
  readonly family?: string | undefined;
}

/** A number of a product's licenses: the lines behind it are what a page shows. */
export const LICENSE_FIGURES = [
  "licensed",
  "bought",
  "steppedIn",
  "steppedOut",
  "inMaintenance",
] as const;

export type LicenseFigure = (typeof LICENSE_FIGURES)[number];

/** What the address of the list asks for; a family that nothing was bought of is ignored. */
export function readLicenseFilters(address: AddressValues, families: readonly string[]) {
  const typed = typedIn(address, "family");
  const family = families.find((known) => known === typed);
  return {
    filters: { search: typedIn(address, "search"), family } satisfies LicenseFilters,
    ignored: typed !== undefined && family === undefined ? (["family"] as const) : [],
  };
}

/** Which of a product's pools and numbers an address asks for; made-up ones give way to the first. */
export function readLicensePart<Part extends { readonly pool: string }>(
  address: AddressValues,
  parts: readonly Part[],
) {
  const [pool, show] = [typedIn(address, "pool"), typedIn(address, "show")];
  const part = parts.find((one) => one.pool === pool);
  const figure = LICENSE_FIGURES.find((one) => one === show);
  return {
    part: part ?? parts[0],
    figure: figure ?? LICENSE_FIGURES[0],
    ignored: [
      ...(pool !== undefined && !part ? (["pool"] as const) : []),
      ...(show !== undefined && !figure ? (["show"] as const) : []),
    ],
  };
}
