import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { AppLink } from "@/components/ui/app-link";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { DomainError } from "@/lib/errors";
import { sentence } from "@/lib/messages";
import type { MemberActor } from "@/lib/policy/actor";
import { grantVisibilitySchema } from "@/lib/visibility/grant-visibility";
import { previewVisibility, type VisibilityPreview } from "@/lib/visibility/preview-visibility";
import { AskForm } from "./ask-form";
import { ConfirmForm } from "./confirm-form";

type Query = Record<string, string | string[] | undefined>;
type Props = AccountParams & { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("visibility"))("grant") };
}

/**
 * Grant visibility in two steps, which also work without JavaScript: the number and the day, then the
 * partner's name and what it will see.
 */
export default async function GrantVisibilityPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/access/partners/grant", "visibility.manage");
  if (!opened) return <RefusedScreen permission="visibility.manage" />;
  const { actor, base, key } = opened;
  const { preview, problem } = await previewFrom(actor, await searchParams);
  const t = await getTranslations("visibility");
  const people = await getTranslations("people");
  const here = `${base}/access/partners`;
  return (
    <>
      <PageHead
        title={preview ? t("confirmTitle", { partner: preview.partner.name }) : t("grant")}
        subtitle={preview ? undefined : t("lead")}
        breadcrumb={[
          { label: people("title"), href: `${base}/access` },
          { label: t("tab"), href: here },
        ]}
      />
      {preview ? (
        <ConfirmForm account={key} preview={preview} again={`${here}/grant`} />
      ) : (
        <AskForm account={key} problem={problem} />
      )}
      <p className="mt-4">
        <AppLink className="link" href={here}>
          {t("back")}
        </AppLink>
      </p>
    </>
  );
}

/** What the second step shows; where the address was changed by hand or is old, the reason instead. */
async function previewFrom(
  actor: MemberActor,
  query: Query,
): Promise<{ preview?: VisibilityPreview; problem?: string }> {
  const { partner: partnerNumber, until } = query;
  const input = grantVisibilitySchema.safeParse({ partnerNumber, until });
  if (!input.success) return {};
  try {
    return { preview: await previewVisibility(actor, input.data) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const [reason = error.sentence] = Object.values(error.fields);
    return { problem: sentence(reason) };
  }
}
