import { foldText, isInCharacters } from "../fold-text";

interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly emailKey: string;
}

/** What a membership is sorted and searched by; written wherever a name or address is. */
export function personTexts({ firstName, lastName, emailKey }: Person) {
  return {
    sortName: foldText(`${lastName} ${firstName}`),
    searchText: foldText(`${searchedName(firstName, lastName)} ${emailKey}`),
  };
}

/** Names without a space in them can be searched in both orders only when they stand there in both. */
export function searchedName(firstName: string, lastName: string): string {
  const name = `${firstName} ${lastName}`;
  return isInCharacters(name) ? `${name} ${firstName}` : name;
}
