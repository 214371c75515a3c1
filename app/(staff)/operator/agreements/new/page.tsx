import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { operatorActor } from "@/lib/auth/current-person";
import { keptAnswer } from "@/lib/auth/upload-answers";
import { NoSuchPage } from "../../../no-such-page";
import { OperatorFrame } from "../../../operator-frame";
import { AgreementForm } from "./agreement-form";
import { UploadForm } from "./upload-form";
import { UploadResult } from "./upload-result";

const PATH = "/operator/agreements/new";

type Props = { searchParams: Promise<{ answer?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("newAgreement"))("title") };
}

/** New agreement: typed by hand, or the file that the command line takes. */
export default async function NewAgreementPage({ searchParams }: Props) {
  const actor = await operatorActor(PATH);
  if (!actor) return <NoSuchPage />;
  const id = [(await searchParams).answer].flat()[0];
  const t = await getTranslations("newAgreement");
  const nav = await getTranslations("nav");
  return (
    <OperatorFrame path={PATH}>
      <PageHead
        title={t("title")}
        subtitle={t("subtitle")}
        breadcrumb={[{ label: nav("accounts"), href: "/operator" }]}
      />
      <div className="grid gap-6">
        {id !== undefined && <UploadResult answer={keptAnswer("agreements", actor.userId, id)} />}
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <UploadForm />
          <AgreementForm />
        </div>
      </div>
    </OperatorFrame>
  );
}
