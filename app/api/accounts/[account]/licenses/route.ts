import { getTranslations } from "next-intl/server";
import { sumWords } from "@/app/(portal)/accounts/[account]/licenses/sum-words";
import type { AccountParams } from "@/lib/auth/account-page";
import { exportLicenses } from "@/lib/licenses/export-licenses";
import { licensesCsv, type LicenseWords } from "@/lib/licenses/licenses-csv";
import { readLicenseFilters } from "@/lib/licenses/licenses-query";
import { licenseFamilies } from "@/lib/licenses/list-licenses";
import { memberFile } from "../member-file";

/** The license details of a purchasing account that the filters in the address leave, as a CSV file. */
export async function GET(request: Request, { params }: AccountParams): Promise<Response> {
  const address = Object.fromEntries(new URL(request.url).searchParams);
  return memberFile((await params).account, async (actor, account) => {
    const { filters } = readLicenseFilters(address, await licenseFamilies(actor));
    const csv = licensesCsv(await exportLicenses(actor, filters), await words());
    return { fileName: `${account}-licenses.csv`, csv };
  });
}

async function words(): Promise<LicenseWords> {
  const t = await getTranslations("licenses");
  return {
    heading: (column) => t(`columns.${column}`),
    sum: (row) => sumWords(t, row).join(", "),
  };
}
