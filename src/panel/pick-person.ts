import { people } from "@microsoft/teams-js";

/** A person of the tenant, as Teams' own list names them. */
export type Picked = { readonly id: string; readonly name: string };

/** Whether Teams can show its list of people here: older clients, and a page outside Teams, cannot. */
export const canPickPerson = (): boolean => {
  try {
    return people.isSupported();
  } catch {
    // Not before Teams has answered the page's first word.
    return false;
  }
};

/**
 * Opens Teams' own list of people, in which a name is searched.
 *
 * @param title what the list says above
 * @returns undefined where no one was chosen, or the list did not open: the names on the page are there still
 */
export const pickPerson = async (title: string): Promise<Picked | undefined> => {
  try {
    const [one] = await people.selectPeople({
      title,
      singleSelect: true,
      openOrgWideSearchInChatOrChannel: true,
    });
    return one === undefined
      ? undefined
      : { id: one.objectId.toLowerCase(), name: one.displayName ?? one.email ?? "This person" };
  } catch {
    // Teams says so too where the list was closed without a choice.
    return undefined;
  }
};
