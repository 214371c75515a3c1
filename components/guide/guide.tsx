import type { ReactNode } from "react";
import { Sheet } from "@/components/ui/sheet";
import { PrintButton } from "./print-button";

type GuideProps = {
  title: string;
  lead: ReactNode;
  /** The words of the button that prints the guide. */
  print: string;
  children: ReactNode;
};

/** A guide: a title, what it is for, and short numbered steps. */
export function Guide({ title, lead, print, children }: GuideProps) {
  return (
    <Sheet wide title={title} lead={lead}>
      <div className="mt-3">
        <PrintButton>{print}</PrintButton>
      </div>
      <div className="prose">{children}</div>
    </Sheet>
  );
}
