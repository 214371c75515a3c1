import type { getFormatter } from "next-intl/server";

type Format = Awaited<ReturnType<typeof getFormatter>>;

/** A month such as "2026-11" as "Nov 2026"; a year as it is. */
export function periodName(format: Format, period: string): string {
  if (!period.includes("-")) return period;
  const words = { month: "short", year: "numeric", timeZone: "UTC" } as const;
  return format.dateTime(new Date(`${period}-01T00:00:00Z`), words);
}
