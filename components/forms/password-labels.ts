/** The labels of PasswordFields, for a form's summary; `t` speaks for `ui.password`. */
export function passwordLabels(t: (key: "create" | "confirm") => string) {
  return { password: t("create"), confirmPassword: t("confirm") };
}
