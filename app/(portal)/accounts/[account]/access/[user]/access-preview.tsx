import { useFormatter, useTranslations } from "next-intl";
import { SubmitButton } from "@/components/forms/submit-button";
import { changesAccess, effectiveAccess } from "@/lib/accounts/effective-access";
import type { Role } from "@/lib/policy/roles";

type Props = { before: readonly Role[]; after: readonly Role[]; name: string; isSelf: boolean };

/** Before saving: what the person gains and loses, from the union of their roles, and Save. */
export function AccessPreview({ before, after, name, isSelf }: Props) {
  const t = useTranslations("access");
  const change = effectiveAccess(before, after);
  const words = useWords();
  return (
    <section className="note note-info grid gap-3" aria-label={t("title")}>
      <p className="note-title">{t("title")}</p>
      {!changesAccess(change) && <p>{t("same", { name })}</p>}
      <Changes
        title={t("gained", { name })}
        lines={[...words.can(change.gained), ...words.handsOut(change.handsOut)]}
      />
      <Changes
        title={t("lost", { name })}
        lines={[...words.can(change.lost), ...words.handsOut(change.handsOutNoMore)]}
      />
      {isSelf && <p>{t("self")}</p>}
      <p>{t("next", { name })}</p>
      <input type="hidden" name="shown" value={after.join()} />
      <div>
        <SubmitButton name="intent" value="save">
          {t("save")}
        </SubmitButton>
      </div>
    </section>
  );
}

function useWords() {
  const t = useTranslations("access");
  const roleName = useTranslations("roles");
  const format = useFormatter();
  return {
    can: (permissions: ReturnType<typeof effectiveAccess>["gained"]) =>
      permissions.map((permission) => t(`can.${permission}`)),
    handsOut: (roles: readonly Role[]) => {
      const names = format.list(roles.map((role) => roleName(`${role}.name`)));
      return roles.length > 0 ? [t("handsOut", { roles: names })] : [];
    },
  };
}

function Changes({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <p className="font-medium">{title}</p>
      <ul className="mt-1 list-disc ps-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
