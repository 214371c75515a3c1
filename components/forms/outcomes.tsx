"use client";

import type { Outcome } from "@/lib/auth/form-state";
import { CopyButton } from "./copy-button";

export type CopyWords = { label: string; copied: string };

type OutcomesProps = {
  message: string;
  outcomes: readonly Outcome[];
  /** They are codes to write down. */
  codes: boolean | undefined;
  copy: CopyWords | undefined;
};

/** What became of each thing that a post did, or what it gave out. */
export function Outcomes({ message, outcomes, codes, copy }: OutcomesProps) {
  const tone = outcomes.every(({ done }) => done) ? "ok" : "warn";
  return (
    <div className={`note note-${tone}`}>
      <p className={codes ? undefined : "font-semibold"}>{message}</p>
      <ul className={codes ? "codes" : "mt-1 list-disc ps-5"}>
        {outcomes.map(({ text }, index) => (
          <li key={index} className={copy && "col-span-full break-all select-all"}>
            {text}
          </li>
        ))}
      </ul>
      {copy && <CopyButton text={outcomes.map(({ text }) => text).join("\n")} {...copy} />}
    </div>
  );
}
