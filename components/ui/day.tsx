import { dateFormat } from "@/lib/formatters";

/** A day that belongs to no time zone, such as the date of an order. */
export function Day({ date, locale = "en-GB" }: { date: Date; locale?: string }) {
  const words = dateFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(date);
  return (
    <time dateTime={date.toISOString().slice(0, 10)} dir="auto" className="num whitespace-nowrap">
      {words}
    </time>
  );
}
