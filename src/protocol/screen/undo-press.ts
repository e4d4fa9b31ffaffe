/** The way back from a person's last press about pupils or devices. */
export type UndoPress = {
  /** What undo-press sends. */
  readonly of: string;
  readonly until: string;
  /** They stand on the button. */
  readonly words: string;
  /** A larger press came after it, whose answer stands where this would. */
  readonly older?: true;
};
