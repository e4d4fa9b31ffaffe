import { officePhone } from "../office.ts";
import { officeLine } from "../wording.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly onRetry?: (() => void) | undefined;
  /** The button's text, if it does more than try again. */
  readonly retry?: string;
};

/** A polite page that explains itself, for a person who has no part in the lesson, or when nothing can be shown. */
export const NoticePage = ({ title, sentences, onRetry, retry = "Try again now" }: Props) => (
  <main class="notice">
    <h1>{title}</h1>
    {sentences.map((sentence) => (
      <p key={sentence}>{sentence}</p>
    ))}
    <OfficeNote unless={sentences} />
    {onRetry === undefined ? null : <PressButton onPress={onRetry}>{retry}</PressButton>}
    <SignOutNote />
  </main>
);

/** Whom to phone, unless a sentence has said it. */
export const OfficeNote = ({ unless = [] }: { readonly unless?: readonly string[] }) => {
  const phone = officePhone();
  return phone === "" || unless.some((sentence) => sentence.includes(phone)) ? null : (
    <p class="phone">{officeLine(phone)}</p>
  );
};

/** The page keeps no session of its own, so signing out is Teams' own. */
export const SignOutNote = () => (
  <p class="small">
    This page uses your Teams sign-in and keeps nothing when it closes. To sign out, sign out of Teams.
  </p>
);
