import { foldText } from "../canonical";

interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly emailKey: string;
}

/** What a membership is sorted and searched by; written wherever a name or address is. */
export function personTexts({ firstName, lastName, emailKey }: Person) {
  return {
    sortName: foldText(`${lastName} ${firstName}`),
    searchText: foldText(`${firstName} ${lastName} ${emailKey}`),
  };
}
