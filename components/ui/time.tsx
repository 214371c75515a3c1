import { dateFormat } from "@/lib/formatters";

type TimeProps = {
  date: Date;
  /** The reader's zone; without one the words end in UTC. */
  zone?: string | undefined;
  locale?: string | undefined;
  look?: "date" | "time" | "both" | undefined;
  /** Words of your own ("Yesterday"); the exact time still shows on hover and in print. */
  text?: string | undefined;
};

/** A moment in the reader's language and zone. */
export function Time({ date, zone, locale = "en-GB", look = "date", text }: TimeProps) {
  const at = (options: Intl.DateTimeFormatOptions) =>
    dateFormat(locale, { ...options, timeZone: zone ?? "UTC" }).format(date);
  const exact = at({ ...LOOKS.both, second: "2-digit", timeZoneName: "short" });
  const options = zone ? LOOKS[look] : { ...LOOKS[look], timeZoneName: "short" as const };
  return (
    <time dateTime={date.toISOString()} title={exact} dir="auto" className="num">
      {text ?? at(options)}
    </time>
  );
}

const day = { day: "numeric", month: "short", year: "numeric" } as const;
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const LOOKS = { date: day, time: clock, both: { ...day, ...clock } } as const;
