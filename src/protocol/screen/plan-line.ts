/** `not yet` comes by itself; `your turn`: a person has to do something. */
export type PlanLine = {
  readonly title: string;
  readonly state: "done" | "not yet" | "your turn";
  readonly words: string;
};
