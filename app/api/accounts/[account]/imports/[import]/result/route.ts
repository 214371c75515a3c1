import { z } from "zod";
import { DomainError, headOf, STATUS_OF } from "@/lib/errors";
import { resultFile } from "@/lib/imports/result-file";
import { csvFile, importerOf } from "../../route-member";

type Params = { params: Promise<{ account: string; import: string }> };

/** What became of each row of an import, as a file that is written while it is sent. */
export async function GET(_: Request, context: Params): Promise<Response> {
  const actor = await importerOf(context);
  if (actor instanceof Response) return actor;
  const importId = z.uuid().safeParse((await context.params).import);
  if (!importId.success) return new Response(null, { status: STATUS_OF.notFound });
  try {
    const { fileName, text } = await resultFile(actor, importId.data);
    return csvFile(fileName, streamOf(text));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return new Response(null, headOf(error));
  }
}

function streamOf(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await text.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => void (await text.return(undefined)),
  });
}
