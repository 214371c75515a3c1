import { useTranslations } from "next-intl";
import { Time } from "@/components/ui/time";
import type { Delivery } from "@/lib/mail/delivery";

type Props = { delivery: Delivery; zone: string | undefined };

/** How far the mail of an invitation got, for everybody who may send it again. */
export function DeliveryWords({ delivery, zone }: Props) {
  const t = useTranslations("delivery");
  const words = wordsOf(delivery);
  const at = momentOf(delivery, words);
  return (
    <span className="sub block break-words">
      {t.rich(words, {
        date: () => (at ? <Time date={at} zone={zone} /> : null),
        time: () => (at ? <Time date={at} zone={zone} look="time" /> : null),
        answer: delivery.answer ?? t("noAnswer"),
      })}
    </span>
  );
}

/** How bad it is: nothing gets there, something is in the way, or nothing to worry about. */
export function deliveryTone({ state, answer }: Delivery): "bad" | "warn" | null {
  if (state === "BOUNCED" || state === "FAILED") return "bad";
  if (state === "SUPPRESSED" && answer !== null) return "bad";
  return state === "DEFERRED" || state === "RETURNED" ? "warn" : null;
}

function wordsOf({ state, answer, sentAt, nextTryAt, openedAt }: Delivery) {
  switch (state) {
    case "BOUNCED":
      return NO_SUCH_ADDRESS.test(answer ?? "") ? "noAddress" : "cameBack";
    case "RETURNED":
      return "unread";
    case "FAILED":
      return "refused";
    case "SUPPRESSED":
      return answer === null ? "overtaken" : "suppressed";
    case "DEFERRED":
      // Their server took it and reported a delay: it tries on by itself.
      if (sentAt) return "delayed";
      return nextTryAt ? "deferred" : "deferredSoon";
    case "QUEUED":
    case "SENDING":
      return openedAt ? "opened" : "leaving";
    case "SENT":
      return openedAt ? "opened" : "taken";
  }
}

/** The status codes of RFC 3463 about the recipient's address; not a part of an IP address. */
const NO_SUCH_ADDRESS = /(?<![\d.])5\.1\.(?:[0-46]|10)(?!\.?\d)/;

const BACK: readonly string[] = ["noAddress", "cameBack", "unread"];

function momentOf(delivery: Delivery, words: ReturnType<typeof wordsOf>): Date | null {
  if (words === "deferred") return delivery.nextTryAt;
  if (words === "taken" || words === "delayed") return delivery.sentAt;
  if (words === "opened") return delivery.openedAt;
  return BACK.includes(words) ? delivery.bouncedAt : null;
}
