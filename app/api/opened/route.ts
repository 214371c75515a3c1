import { z } from "zod";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { STATUS_OF } from "@/lib/errors";
import { noteOpened } from "@/lib/invitations/note-opened";

const schema = z.object({ token: z.string().max(200) });

const LONGEST = 1000;

/**
 * The page of an invitation says that somebody has begun to fill it in (decision 10). The answer is
 * the same whatever the token is. No limit is counted: that would cost more than the one guarded
 * update that a made-up token comes to.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: STATUS_OF.forbidden });
  const body = await request.text();
  const input = schema.safeParse(body.length > LONGEST ? null : parsed(body));
  if (input.success) await noteOpened(input.data.token);
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
