import { db } from "@/lib/db/client";

/** The portal can serve: the database answers within two seconds. */
export async function GET(): Promise<Response> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 2000).unref());
  const answers = db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
  const ready = await Promise.race([answers, late]);
  return Response.json(
    { status: ready ? "ready" : "database unreachable" },
    { status: ready ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
