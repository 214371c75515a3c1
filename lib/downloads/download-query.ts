import { type AddressValues, typedIn } from "../page-address";

export interface DownloadFilters {
  /** Part of a product's name, or the beginning of its number. */
  readonly search?: string | undefined;
  readonly language?: string | undefined;
  readonly platform?: string | undefined;
}

/** What the filters can be set to: languages and platforms of the files that the licenses open. */
export interface DownloadChoices {
  readonly languages: readonly string[];
  readonly platforms: readonly string[];
}

/** What the address of the list asks for; a language or platform that no file has is ignored. */
export function readDownloadFilters(address: AddressValues, choices: DownloadChoices) {
  const [typedLanguage, typedPlatform] = [
    typedIn(address, "language"),
    typedIn(address, "platform"),
  ];
  const language = choices.languages.find((known) => known === typedLanguage);
  const platform = choices.platforms.find((known) => known === typedPlatform);
  return {
    filters: {
      search: typedIn(address, "search"),
      language,
      platform,
    } satisfies DownloadFilters,
    ignored: [
      ...(typedLanguage !== undefined && !language ? (["language"] as const) : []),
      ...(typedPlatform !== undefined && !platform ? (["platform"] as const) : []),
    ],
  };
}
