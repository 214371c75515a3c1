import { stringify } from "csv-stringify/sync";
import { getTranslations } from "next-intl/server";
import type { ActivityRow } from "@/lib/activity/describe-events";
import { exportActivity } from "@/lib/activity/export-activity";
import { currentPerson } from "@/lib/auth/current-person";
import { seeOther } from "@/lib/auth/redirect";
import { signInAgain } from "@/lib/auth/return-to";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { DomainError, headOf, STATUS_OF } from "@/lib/errors";
import type { Actor } from "@/lib/policy/actor";
import { filterOf } from "./activity-area";
import { type Change, changesOf, doerWords, sentenceOf } from "./activity-words";

/** Answers a posted export with a CSV file that is made while it is sent. */
export async function activityFile(
  request: Request,
  findActor: () => Promise<Actor | null>,
): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: STATUS_OF.forbidden });
  if (!(await currentPerson())) return seeOther(signInAgain(pageOf(request)));
  const actor = await findActor();
  if (!actor) return new Response(null, { status: STATUS_OF.notFound });
  try {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const parts = await exportActivity(actor, filterOf(query));
    return new Response(streamOf(linesOf(parts, await cellsFor())), { headers: HEADERS });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return new Response(null, headOf(error));
  }
}

/** The file's address is one step below the page's. */
const pageOf = ({ url }: Request) => new URL(".", url).pathname.slice(0, -1);

const HEADERS = {
  "Content-Type": "text/csv; charset=utf-8",
  "Content-Disposition": 'attachment; filename="activity.csv"',
  "Cache-Control": "no-store",
};

interface Cells {
  readonly heads: readonly string[];
  readonly of: (row: ActivityRow) => readonly (string | null)[];
}

/** The words are looked up before the first byte leaves: behind it there is no request any more. */
async function cellsFor(): Promise<Cells> {
  const t = await getTranslations();
  const names = [
    ...(["at", "who", "what", "action", "object", "detail"] as const),
    ...(["account", "before", "after", "address"] as const),
  ];
  return {
    heads: names.map((name) => t(`activity.columns.${name}`)),
    of: (row) => [
      row.at.toISOString(),
      doerWords(t, row.by),
      sentenceOf(t, row),
      row.action,
      row.object?.name ?? null,
      row.object?.detail ?? null,
      row.accountNumber,
      side(changesOf(t, row), "before"),
      side(changesOf(t, row), "after"),
      row.addressBlock,
    ],
  };
}

function side(changes: readonly Change[], which: "before" | "after"): string {
  return changes
    .flatMap((change) => (change[which] === null ? [] : `${change.name}: ${change[which]}`))
    .join("; ");
}

async function* linesOf(
  parts: AsyncGenerator<readonly ActivityRow[]>,
  cells: Cells,
): AsyncGenerator<string> {
  yield csv([cells.heads], true);
  for await (const rows of parts) yield csv(rows.map(cells.of), false);
}

/** What a spreadsheet would take for a formula gets a quote before it. */
function csv(rows: readonly (readonly (string | null)[])[], first: boolean): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: "windows", bom: first },
  );
}

function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const line: IteratorResult<string, unknown> = await lines.next();
      if (line.done) controller.close();
      else controller.enqueue(encoder.encode(line.value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
