/** Links into Lesson Guard inside Teams; they carry opaque ids only. */
export type Links = {
  readonly panel: (chatId: string) => string;
  readonly record: (ref: string) => string;
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
export const linksTo = (appId: string): Links => ({
  panel: (chatId) => entity(appId, "panel", { chatId, contextType: "chat" }),
  record: (ref) => entity(appId, "record", { subEntityId: ref }),
});
