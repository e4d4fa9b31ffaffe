import { useEffect, useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";

/** Whether this person keeps the school's record. It only decides what is shown: the server decides the right. */
export const useKeeper = (api: Api): boolean => {
  const [isKeeper, setKeeper] = useState(false);
  useEffect(() => {
    api.get<{ roles?: readonly string[] }>("/api/me").then(
      ({ roles = [] }) => setKeeper(roles.includes("dsl") || roles.includes("headteacher")),
      (error: unknown) => {
        if (!(error instanceof ApiError)) {
          throw error;
        }
      },
    );
  }, [api]);
  return isKeeper;
};
