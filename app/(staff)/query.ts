export type SearchParams = {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};
