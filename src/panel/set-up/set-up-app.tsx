import type { SetUpView } from "../../app/set-up/view.ts";
import type { Api } from "../api.ts";
import { NotOpen } from "../components/not-open.tsx";
import { NoticePage } from "../components/notice-page.tsx";
import { useAnswer } from "../components/use-answer.ts";
import { SetUpPage } from "./set-up-page.tsx";

const AWAY: readonly string[] = [
  "Until it can, it protects no lesson.",
  "If it is new: give it its permissions. In entra.microsoft.com open App registrations, Lesson Guard, API permissions, and press Grant admin consent. It takes a few minutes.",
  "If it worked before: Microsoft 365 does not answer just now. This page tries again by itself.",
  "On the server, npm run preflight says what is missing (in a release: node dist/commands/preflight.mjs, with the file of its settings).",
];

/** The steps of the set-up with their states, for administrators only. */
export const SetUpApp = ({ api }: { readonly api: Api }) => {
  const { answer, error, load } = useAnswer<SetUpView>(api, "/api/set-up");
  if (error?.code === "directory-away") {
    return (
      <NoticePage
        title="Lesson Guard cannot see who is an administrator"
        sentences={AWAY}
        onRetry={() => void load()}
      />
    );
  }
  if (error !== undefined || answer === undefined) {
    return (
      <NotOpen
        api={api}
        load={load}
        error={error}
        opening="Opening the set-up."
        title="Set-up is for administrators"
        sentence="Ask an administrator of Lesson Guard at your school."
      />
    );
  }
  return <SetUpPage api={api} first={answer} />;
};
