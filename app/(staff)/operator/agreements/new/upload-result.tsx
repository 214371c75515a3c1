import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Note } from "@/components/ui/note";
import type { UploadAnswer } from "@/lib/auth/upload-answers";
import type { AccountOutcome } from "@/lib/organizations/add-agreements";
import type { Difference } from "@/lib/organizations/compare-agreement";
import { AdministratorBadge } from "../../../administrator-badge";

const SHOWN = 200;

/** What became of an uploaded file, as the command line says it. */
export function UploadResult({ answer }: { answer: UploadAnswer | null }) {
  const t = useTranslations("newAgreement");
  if (!answer) return <Note tone="info">{t("forgotten")}</Note>;
  switch (answer.kind) {
    case "noFile":
    case "tooLarge":
      return <Note tone="bad">{t(answer.kind)}</Note>;
    case "problems":
      return (
        <Note tone="bad" title={t("problems", { count: answer.problems.length })}>
          <Lines
            lines={answer.problems.map((problem) => t("problem", { ...problem }))}
            last={t("nothingImported")}
          />
        </Note>
      );
    case "differences":
      return <Differences {...answer} />;
    case "done":
      return <Done accounts={answer.accounts} />;
  }
}

type DifferencesProps = { differences: readonly Difference[]; update: boolean };

function Differences({ differences, update }: DifferencesProps) {
  const t = useTranslations("newAgreement");
  const refused = differences.some((difference) => difference.refused);
  return (
    <Note tone="warn" title={t("differences", { count: differences.length })}>
      <Lines
        lines={differences.map(({ agreementNumber, field, recorded, inFile }) =>
          t("difference", { agreementNumber, field, recorded, inFile }),
        )}
        last={refused ? t(update ? "refusedUpdate" : "refused") : t("withUpdate")}
      />
    </Note>
  );
}

function Lines({ lines, last }: { lines: readonly string[]; last: string }) {
  const t = useTranslations("newAgreement");
  return (
    <>
      <ul className="list-disc ps-5">
        {lines.slice(0, SHOWN).map((line, index) => (
          <li key={index} className="break-words">
            {line}
          </li>
        ))}
      </ul>
      {lines.length > SHOWN && <p>{t("more", { count: lines.length - SHOWN })}</p>}
      <p className="mt-1 font-semibold">{last}</p>
    </>
  );
}

function Done({ accounts }: { accounts: readonly AccountOutcome[] }) {
  const t = useTranslations("newAgreement");
  const invited = accounts.filter((account) => account.invited).length;
  return (
    <Note tone="ok" title={t("done", { count: accounts.length, invited })}>
      <ul className="grid gap-1">
        {accounts.slice(0, SHOWN).map((account) => (
          <li key={account.accountNumber}>
            <AppLink
              className="link num"
              href={`/operator/accounts/${encodeURIComponent(account.accountNumber)}`}
            >
              {account.accountNumber}
            </AppLink>{" "}
            {account.administrator} <AdministratorBadge state={account.state} zone={undefined} />
            {account.personalMail && <div className="sub">{t("personalMail")}</div>}
          </li>
        ))}
      </ul>
      {accounts.length > SHOWN && <p>{t("more", { count: accounts.length - SHOWN })}</p>}
    </Note>
  );
}
