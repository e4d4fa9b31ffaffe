/** One message as the clients show it. */
export type ChatMessage = {
  readonly id: string;
  /** ISO, practice time. */
  readonly at: string;
  /** `bot`, or the id of a person. */
  readonly from: string;
  readonly fromName: string;
  /** In a channel: the id of the post this belongs to; the post's own id for the post itself. */
  readonly thread?: string;
  text: string;
  summary: string;
  /** Adaptive Card content, as everyone sees it. */
  card: unknown;
  edited: boolean;
  deleted: boolean;
  /** A targeted message: seen by this person alone. */
  readonly onlyFor?: string;
  /** Cards that a press returned, each seen by the presser alone. */
  readonly views: Record<string, unknown>;
  /** Who has pressed which button of its cards. */
  readonly pressed: { readonly person: string; readonly action: string }[];
};

export type Conversation = {
  /** The Bot Connector's conversation id, without `;messageid=`. */
  readonly id: string;
  /** `mail` and `feed`: what reached a person outside their chats; the bot cannot write there. */
  readonly kind: "meeting" | "private" | "channel" | "mail" | "feed";
  readonly title: string;
  /** Meeting id (practice word) or person id. */
  readonly of: string;
  readonly messages: ChatMessage[];
  /** The app has been added here; without it the connector answers 403. */
  installed: boolean;
};
