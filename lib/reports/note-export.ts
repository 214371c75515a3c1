import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import type { Report, ReportFilters } from "./report-filters";

/** Writes down who takes a report away as a file, before they get it. Throws `forbidden`. */
export async function noteExport(
  actor: Actor,
  { report, filters }: { readonly report: Report; readonly filters: ReportFilters },
  now = new Date(),
): Promise<void> {
  authorize(actor, "reports.view");
  const { purchasingAccountId } = actor;
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  await transaction((tx) =>
    recordEvent(tx, actor, now, {
      action: "reports.exported",
      object: { kind: "purchasingAccount", id: purchasingAccountId },
      purchasingAccountId,
      data: { report, ...(Object.fromEntries(given) as Record<string, string>) },
    }),
  );
}
