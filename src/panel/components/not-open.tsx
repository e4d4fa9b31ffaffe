import type { Api, ApiError } from "../api.ts";
import { CannotShow } from "./cannot-show.tsx";
import { NoticePage } from "./notice-page.tsx";

type Props = {
  readonly api: Api;
  readonly load: () => Promise<void>;
  readonly error: ApiError | undefined;
  readonly opening: string;
  /** Whom the page is for, and what others may do. */
  readonly title: string;
  readonly sentence: string;
};

/** In the place of a page that is not open: it is being opened, it is not for this reader, or it cannot be shown now. */
export const NotOpen = ({ api, load, error, opening, title, sentence }: Props) => {
  if (error === undefined)
    return (
      <main class="notice">
        <p role="status">{opening}</p>
      </main>
    );
  return error.status === 403 ? (
    <NoticePage title={title} sentences={[sentence]} />
  ) : (
    <CannotShow api={api} error={error} load={load} />
  );
};
