import { useTranslations } from "next-intl";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { MessageRow } from "@/lib/mail/list-messages";

type Props = { row: MessageRow; zone: string | undefined };

const TONES = {
  QUEUED: "wait",
  SENDING: "wait",
  DEFERRED: "warn",
  SENT: "ok",
  BOUNCED: "bad",
  RETURNED: "warn",
  FAILED: "bad",
  SUPPRESSED: "none",
} as const satisfies Record<MessageRow["state"], string>;

/** How far a message got, and when. */
export function MessageStatus({ row, zone }: Props) {
  const t = useTranslations("outbox");
  const { state, attempts, lastAnswer } = row;
  const overtaken = state === "SUPPRESSED" && lastAnswer === null;
  return (
    <>
      <StateBadge tone={TONES[state]}>{t(`states.${overtaken ? "overtaken" : state}`)}</StateBadge>
      <div className="sub">
        <LastMoment row={row} zone={zone} />
      </div>
      {attempts > 1 && <div className="sub">{t("attempts", { count: attempts })}</div>}
    </>
  );
}

function LastMoment({ row, zone }: Props) {
  const t = useTranslations("outbox");
  const { state, createdAt, sentAt, bouncedAt, nextTryAt } = row;
  const at = (date: Date) => ({ date: () => <Time date={date} zone={zone} look="both" /> });
  if (state === "DEFERRED") {
    return nextTryAt ? t.rich("nextTry", at(nextTryAt)) : t("serverTries");
  }
  if (bouncedAt) return t.rich("bounced", at(bouncedAt));
  return sentAt ? t.rich("sent", at(sentAt)) : t.rich("written", at(createdAt));
}
