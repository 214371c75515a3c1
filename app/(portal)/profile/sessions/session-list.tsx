import { getTranslations } from "next-intl/server";
import { SubmitButton } from "@/components/forms/submit-button";
import { Ledger } from "@/components/ui/ledger";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { Device } from "@/lib/accounts/device";
import type { MySession } from "@/lib/accounts/my-sessions";
import { readerZone } from "@/lib/auth/reader-zone";

/** Device, place on the net and last visit of each session, with a button to end it. */
export async function SessionList({ sessions }: { sessions: MySession[] }) {
  const zone = await readerZone();
  const t = await getTranslations("sessions");
  const name = ({ browser, system }: Device) =>
    browser && system ? t("device", { browser, system }) : (browser ?? system ?? t("unknown"));
  return (
    <div className="text-sm">
      <Ledger
        caption={t("title")}
        rows={sessions}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: "device",
            width: "lg:w-[26%]",
            head: t("deviceHead"),
            cell: ({ device }) => <b>{name(device)}</b>,
          },
          {
            key: "block",
            width: "lg:w-[20%]",
            head: t("block"),
            cell: ({ addressBlock }) => <span className="num">{addressBlock}</span>,
          },
          {
            key: "since",
            width: "lg:w-[19%]",
            head: t("since"),
            cell: ({ since }) => <Time date={since} zone={zone} look="both" />,
          },
          {
            key: "seen",
            width: "lg:w-[19%]",
            head: t("seen"),
            cell: ({ lastSeenAt }) => <Time date={lastSeenAt} zone={zone} look="both" />,
          },
          {
            key: "end",
            width: "lg:w-[16%]",
            head: t("actions"),
            end: true,
            bare: true,
            cell: ({ id, device, isThis }) =>
              isThis ? (
                <StateBadge tone="ok">{t("this")}</StateBadge>
              ) : (
                <SubmitButton
                  variant="default"
                  name="session"
                  value={id}
                  aria-label={t("endThis", { device: name(device) })}
                >
                  {t("end")}
                </SubmitButton>
              ),
          },
        ]}
      />
    </div>
  );
}
