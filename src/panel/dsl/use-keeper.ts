import { useEffect, useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";

type Shown = { readonly isKeeper: boolean; readonly isHead: boolean };

/**
 * Whether this person keeps the school's record, and is a headteacher. It only decides what is shown: the server decides
 * the right.
 */
export const useKeeper = (api: Api): Shown => {
  const [shown, setShown] = useState<Shown>({ isKeeper: false, isHead: false });
  useEffect(() => {
    api.get<{ roles?: readonly string[] }>("/api/me").then(
      ({ roles = [] }) => {
        const isHead = roles.includes("headteacher");
        setShown({ isKeeper: isHead || roles.includes("dsl"), isHead });
      },
      (error: unknown) => {
        if (!(error instanceof ApiError)) {
          throw error;
        }
      },
    );
  }, [api]);
  return shown;
};
