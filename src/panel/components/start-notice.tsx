import type { ApiError } from "../api.ts";
import { officePhone } from "../office.ts";
import { NoticePage } from "./notice-page.tsx";

type Props = { readonly error: ApiError; readonly onRetry: () => void; readonly onSignIn: () => void };

/** What keeps a lesson safe while Lesson Guard can show nothing. */
export const withoutUs = (phone = officePhone()): readonly string[] => [
  "Keep the lesson safe with Teams’ own buttons.",
  "To end it for everyone, press the arrow beside Leave, then End meeting.",
  "To keep others out, press People, then Lock the meeting.",
  `Then phone the school office${phone === "" ? "" : ` on ${phone}`}.`,
];

/** Why there is no lesson to show: polite, and the same for everyone who has no part in it. */
export const StartNotice = ({ error, onRetry, onSignIn }: Props) => {
  if (error.status === 403) {
    return (
      <NoticePage
        title="This panel is for staff of the lesson"
        sentences={[
          "You do not need it to take part.",
          "If you are staff of this lesson, ask the person who organised it to add you.",
        ]}
        onRetry={onRetry}
      />
    );
  }
  if (error.status === 401) {
    return (
      <NoticePage
        title="You are not signed in"
        sentences={[
          error.words,
          "This panel is for staff of the lesson, signed in to Teams with their school account.",
          "If you joined by link, you do not need it.",
          ...withoutUs(),
        ]}
        retry="Sign in"
        onRetry={onSignIn}
      />
    );
  }
  if (error.status !== 0 && error.status < 500) {
    return <NoticePage title="No lesson here" sentences={[error.say]} onRetry={onRetry} />;
  }
  return (
    <NoticePage
      title={error.status === 0 ? "Lesson Guard does not answer" : "Nothing can be shown just now"}
      sentences={[...(error.status === 0 ? [] : [error.words]), "Trying again by itself.", ...withoutUs()]}
      onRetry={onRetry}
    />
  );
};
