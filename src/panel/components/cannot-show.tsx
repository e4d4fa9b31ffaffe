import { type Api, ApiError } from "../api.ts";
import { NoticePage } from "./notice-page.tsx";
import { mayMend } from "./use-again.ts";

type Props = { readonly api: Api; readonly error: ApiError; readonly load: () => Promise<void> };

/** Why a page shows nothing, with the one button that may help. */
export const CannotShow = ({ api, error, load }: Props) => (
  <NoticePage
    title="Nothing can be shown"
    sentences={[error.say, ...(mayMend(error) ? ["Trying again by itself."] : [])]}
    {...(error.status === 401 ? { retry: "Sign in" } : {})}
    onRetry={() => void (error.status === 401 ? signInAnd(api, load) : load())}
  />
);

/** Asks the person through Teams, then goes on; whatever came of it shows in what follows. */
export const signInAnd = async (api: Api, next: () => Promise<void>): Promise<void> => {
  try {
    await api.signIn();
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
  }
  await next();
};
