import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { operatorActor } from "@/lib/auth/current-person";
import { readerZone } from "@/lib/auth/reader-zone";
import { listServiceKeys, listServices } from "@/lib/service-keys/list-service-keys";
import { NoSuchPage } from "../../no-such-page";
import { OperatorFrame } from "../../operator-frame";
import { MakeKeyForm } from "./make-key-form";
import { ServiceKeysList } from "./service-keys-list";

const PATH = "/operator/service-keys";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("serviceKeys"))("title") };
}

/** The keys with which the vendor's services ask who may use them. */
export default async function ServiceKeysPage() {
  const actor = await operatorActor(PATH);
  if (!actor) return <NoSuchPage />;
  const t = await getTranslations("serviceKeys");
  return (
    <OperatorFrame path={PATH}>
      <PageHead title={t("title")} subtitle={t("subtitle")} />
      <div className="grid gap-6">
        <ServiceKeysList keys={await listServiceKeys(actor)} zone={await readerZone()} />
        <MakeKeyForm services={await listServices(actor)} />
      </div>
    </OperatorFrame>
  );
}
