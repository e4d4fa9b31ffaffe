import type { SetUpView } from "../../app/set-up/view.ts";
import type { Api, ApiError } from "../api.ts";
import { CannotShow } from "../components/cannot-show.tsx";
import { NoticePage } from "../components/notice-page.tsx";
import { useAnswer } from "../components/use-answer.ts";
import { SetUpPage } from "./set-up-page.tsx";

/** The steps of the set-up with their states, for administrators only. */
export const SetUpApp = ({ api }: { readonly api: Api }) => {
  const { answer, error, load } = useAnswer<SetUpView>(api, "/api/set-up");
  if (error !== undefined) {
    return <Refused api={api} error={error} load={load} />;
  }
  if (answer === undefined) {
    return (
      <main class="notice">
        <p role="status">Opening the set-up.</p>
      </main>
    );
  }
  return <SetUpPage api={api} first={answer} />;
};

type RefusedProps = {
  readonly api: Api;
  readonly error: ApiError;
  readonly load: () => Promise<void>;
};

const Refused = ({ api, error, load }: RefusedProps) => {
  if (error.status === 403) {
    return (
      <NoticePage
        title="Set-up is for administrators"
        sentences={["Ask an administrator of Lesson Guard at your school."]}
      />
    );
  }
  if (error.code === "directory-away") {
    return (
      <NoticePage
        title="Lesson Guard cannot see who is an administrator"
        sentences={[
          "Until it can, it protects no lesson.",
          "If it is new: give it its permissions. In entra.microsoft.com open App registrations, Lesson Guard, API permissions, and press Grant admin consent. It takes a few minutes.",
          "If it worked before: Microsoft 365 does not answer just now. This page tries again by itself.",
          "On the server, npm run preflight says what is missing.",
        ]}
        onRetry={() => void load()}
      />
    );
  }
  return <CannotShow api={api} error={error} load={load} />;
};
