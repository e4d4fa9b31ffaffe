import type { ApiError } from "./api.ts";

/** Unless it is "answered", no press is taken. */
export type Connection = "answered" | "not answered" | "not signed in";

export const connectionIn = ({ status }: ApiError): Connection =>
  status === 0 ? "not answered" : status === 401 ? "not signed in" : "answered";
