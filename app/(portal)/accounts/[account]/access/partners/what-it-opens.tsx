import { useTranslations } from "next-intl";

/** What a grant lets the partner's people read, and what it never does. */
export function WhatItOpens() {
  const t = useTranslations("visibility");
  return (
    <div className="grid max-w-[70ch] gap-3">
      {(["opens", "never"] as const).map((part) => (
        <div key={part}>
          <h2 className="font-semibold">{t(`${part}.title`)}</h2>
          <ul className="grid list-disc gap-1 ps-5 text-muted">
            <li>{t(`${part}.data`)}</li>
            <li>{t(`${part}.acts`)}</li>
          </ul>
        </div>
      ))}
      <p className="text-muted">{t("noted")}</p>
    </div>
  );
}
