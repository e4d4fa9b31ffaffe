import { defined } from "../../protocol/defined.ts";

/** Links into Lesson Guard inside Teams; they carry opaque ids only. */
export type Links = {
  /** @param lesson of a series, the one that is meant; else the newest */
  readonly panel: (chatId: string, lesson?: string) => string;
  /** The page By hand, of a lesson in Zoom. */
  readonly byHand: (lesson: string) => string;
  readonly record: (ref: string) => string;
  /** The page Families, with this list and this family open. */
  readonly families: (list: string, family: string) => string;
  /** The page Set-up, for administrators. */
  readonly setUp: string;
  /**
   * Joins the meeting of a chat. The meeting's own link is kept nowhere: this is the form that Teams gives it, of the
   * same ids. Who comes by it waits in the lobby like any other.
   * @param organiser Entra id
   */
  readonly join: (chatId: string, organiser: string) => string;
};

/** A call in Teams. @param address the e-mail address the directory has for them */
export const callTo = (address: string): string =>
  `https://teams.microsoft.com/l/call/0/0?users=${encodeURIComponent(address)}`;

const entity = (appId: string, page: string, context: object): string =>
  `https://teams.microsoft.com/l/entity/${appId}/${page}?context=${encodeURIComponent(JSON.stringify(context))}`;

/**
 * @param appId the app's id in the catalogue it was uploaded to. With the manifest's id, if that differs, phones open
 * nothing, and the message is the only way from a phone to the record
 */
export const linksTo = (appId: string, tenantId: string): Links => ({
  panel: (chatId, lesson) =>
    entity(appId, "panel", { chatId, contextType: "chat", ...defined({ subEntityId: lesson }) }),
  byHand: (lesson) => entity(appId, "plan", { subEntityId: lesson }),
  record: (ref) => entity(appId, "record", { subEntityId: ref }),
  families: (list, family) => entity(appId, "families", { subEntityId: `${list}/${family}` }),
  setUp: entity(appId, "set-up", {}),
  join: (chatId, organiser) =>
    `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(chatId)}/0?context=${encodeURIComponent(
      JSON.stringify({ Tid: tenantId, Oid: organiser }),
    )}`,
});
