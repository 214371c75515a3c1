import type { ReactNode } from "react";
import { classNames } from "./class-names";

type FactsProps = {
  facts: { term: string; value: ReactNode; num?: boolean | undefined }[];
  /** "panel" brings the padding of a flush panel, "letter" the rules of the signed-out pages. */
  look?: "plain" | "panel" | "letter" | undefined;
  /** On a phone the value stands below its term: for long ones. */
  stacked?: boolean | undefined;
};

/** Terms and their values. */
export function Facts({ facts, look = "plain", stacked }: FactsProps) {
  return (
    <dl
      className={classNames(
        "facts",
        look !== "plain" && `facts-${look}`,
        stacked && "facts-stacked",
      )}
    >
      {facts.map(({ term, value, num }) => (
        <Fact key={term} term={term} value={value} num={num} />
      ))}
    </dl>
  );
}

function Fact({ term, value, num }: FactsProps["facts"][number]) {
  return (
    <>
      <dt>{term}</dt>
      <dd className={num ? "num" : undefined}>{value}</dd>
    </>
  );
}
