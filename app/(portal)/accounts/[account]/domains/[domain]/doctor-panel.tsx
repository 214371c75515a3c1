import { useTranslations } from "next-intl";
import { Ledger } from "@/components/ui/ledger";
import { Panel } from "@/components/ui/panel";
import { StateBadge, type Tone } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { Finding, ReportLine, Result } from "@/lib/domains/domain-report";
import type { DomainRow } from "@/lib/domains/domain-row";

type Props = { row: DomainRow; zone: string | undefined };

/** The domain doctor: what each server answered, and the sentences that mend it. */
export function DoctorPanel({ row: { report, checkedAt, record }, zone }: Props) {
  const t = useTranslations("domains");
  if (!report || !checkedAt) {
    return (
      <Panel title={t("doctor")}>
        <p className="text-muted">{t("doctorNone")}</p>
      </Panel>
    );
  }
  const asked = t.rich("doctorAt", {
    date: () => <Time date={checkedAt} zone={zone} look="both" />,
  });
  return (
    <Panel flush title={t("doctor")} aside={<span className="sub">{asked}</span>}>
      <ul className="grid max-w-[80ch] list-disc gap-2 p-4 ps-8">
        {report.findings.map((finding) => (
          <li key={`${finding.kind} ${JSON.stringify(finding.values)}`} className="break-words">
            <FindingText finding={finding} />
          </li>
        ))}
      </ul>
      <Answers lines={report.lines} name={record.name} />
      <p className="sub p-4">{t("limits")}</p>
    </Panel>
  );
}

function FindingText({ finding: { kind, values } }: { finding: Finding }) {
  const t = useTranslations("domains.findings");
  return t(kind, values);
}

function Answers({ lines, name }: { lines: readonly ReportLine[]; name: string }) {
  const t = useTranslations("domains");
  return (
    <Ledger
      caption={t("doctorCaption", { name })}
      rows={[...lines]}
      rowKey={({ server }) => server ?? ""}
      columns={[
        {
          key: "server",
          width: "lg:w-[30%]",
          head: t("server"),
          cell: ({ server, address }) => (
            <>
              <span className="break-all">{server ?? t("resolver")}</span>
              {address && <div className="sub num">{address}</div>}
            </>
          ),
        },
        {
          key: "answer",
          width: "lg:w-[28%]",
          head: t("answer"),
          bare: true,
          cell: ({ result }) => (
            <StateBadge tone={TONES[result]}>{t(`results.${result}`)}</StateBadge>
          ),
        },
        {
          key: "values",
          width: "lg:w-[42%]",
          head: t("values"),
          cell: ({ values }) =>
            values.map((value) => (
              <code key={value} className="block break-all" dir="ltr">
                {value}
              </code>
            )),
        },
      ]}
      empty={null}
    />
  );
}

const TONES: Record<Result, Tone> = {
  found: "ok",
  odd: "warn",
  split: "warn",
  others: "warn",
  nothing: "bad",
  nxdomain: "bad",
  servfail: "bad",
  refused: "bad",
  timeout: "bad",
  broken: "bad",
  notAsked: "none",
};
