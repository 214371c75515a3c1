import { getTranslations } from "next-intl/server";
import { seeOther } from "@/lib/auth/redirect";
import { requestOrigin } from "@/lib/auth/request-origin";
import { DomainError, STATUS_OF } from "@/lib/errors";
import { stopReminders } from "@/lib/invitations/stop-reminders";

type Context = { params: Promise<{ token: string }> };

/**
 * One click in a mail program (RFC 8058). Its provider posts this without cookies and without an
 * Origin: the token alone says which reminders. Done twice is done.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const t = await getTranslations("stopReminders");
  if (!(await isOneClick(request))) return plain(t("oneClickOnly"), STATUS_OF.invalid);
  try {
    await stopReminders({ token }, await requestOrigin());
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return plain(t("deadText"), STATUS_OF[error.code]);
  }
  return plain(t("done"), 200);
}

/** A person who opens the address in a browser gets the page with the button. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return seeOther(`/stop-reminders/${encodeURIComponent(token)}`);
}

/** What the RFC has them post, so that a scanner's empty post does nothing. */
async function isOneClick(request: Request): Promise<boolean> {
  const form = await request.formData().catch(() => null);
  return form?.get("List-Unsubscribe") === "One-Click";
}

function plain(text: string, status: number): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
}
