import { cookies } from "next/headers";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/next-auth";
import { env } from "@/lib/env";
import { STATUS_OF } from "@/lib/errors";

type Context = { params: Promise<{ nextauth: string[] }> };

const handler = NextAuth(authOptions) as (request: Request, context: unknown) => Promise<Response>;

/** What of the library's routes is used; its own pages and its log are nobody's. */
const USED: Readonly<Record<string, readonly string[]>> = {
  GET: ["csrf", "session"],
  POST: ["callback/credentials", "signout"],
};

async function answer(request: Request, context: Context): Promise<Response> {
  const route = (await context.params).nextauth.join("/");
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (!USED[method]?.includes(route)) return refused(route);
  // The library answers an address that it can't lead back to as a mistake in its setup.
  if (!(await leadsHome(request))) return new Response(null, { status: STATUS_OF.invalid });
  return handler(request, context);
}

/** 405 for a route that is used otherwise, 404 for all else. */
function refused(route: string): Response {
  const methods = Object.keys(USED).filter((method) => USED[method]?.includes(route));
  if (methods.length === 0) return new Response(null, { status: STATUS_OF.notFound });
  return new Response(null, { status: 405, headers: { Allow: methods.join(", ") } });
}

/** Whether the way back that was asked for, in whatever place, is one of ours. */
async function leadsHome(request: Request): Promise<boolean> {
  const form = request.method === "POST" ? await formOf(request.clone()) : new FormData();
  const asked = new URL(request.url).searchParams.getAll("callbackUrl");
  const kept = (await cookies()).getAll().filter(({ name }) => name.endsWith("callback-url"));
  return (
    form !== null &&
    [...asked, ...form.getAll("callbackUrl")].every(isOurs) &&
    kept.every(({ value }) => /^https?:\/\//.test(value) && URL.canParse(value))
  );
}

/** Null for what isn't a form. */
function formOf(request: Request): Promise<FormData | null> {
  return request.formData().catch(() => null);
}

/** A path, or an address of the portal. */
function isOurs(to: unknown): boolean {
  const { origin } = new URL(env.APP_URL);
  return (
    typeof to === "string" && URL.canParse(to, origin) && new URL(to, origin).origin === origin
  );
}

export { answer as GET, answer as POST };
