import { getTranslations } from "next-intl/server";
import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import type { StaffAccount } from "@/lib/designations/read-account";
import { replaceAdministratorAction } from "../account-actions";
import type { Area } from "../area";
import { PersonFields, usePersonLabels } from "../person-fields";
import { EditScreen } from "./edit-screen";
import type { StaffAccountParams } from "./open-account";

type Props = StaffAccountParams & { area: Area };

/** Change administrator (R83). */
export async function ReplaceScreen({ area, params }: Props) {
  const t = await getTranslations("staff.replace");
  return (
    <EditScreen
      area={area}
      below="/administrator"
      params={params}
      kind="REPLACE"
      title={t("title")}
      lead={({ organization, number }) => t("lead", { organization, number })}
      form={(account) => <ReplaceForm area={area} account={account} />}
    />
  );
}

function ReplaceForm({ area, account }: { area: Area; account: StaffAccount }) {
  const t = useTranslations("staff.replace");
  return (
    <Form action={replaceAdministratorAction.bind(null, area)} labels={usePersonLabels()}>
      <input type="hidden" name="account" value={account.key} />
      <input type="hidden" name="version" value={account.version} />
      <PersonFields country={account.country} />
      <SubmitButton>{t("submit")}</SubmitButton>
    </Form>
  );
}
