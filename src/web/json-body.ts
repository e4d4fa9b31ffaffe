import type { Request } from "restify";
import { BodyRefused, LARGEST_BODY, readJson } from "../meeting/request-body.ts";
import { badRequest, Refusal } from "./answers.ts";

const tooLarge = (): Refusal =>
  new Refusal("too-large", "That is more than Lesson Guard can take at once. Nothing was changed.");

/** Reads a request's body into `request.body`, and refuses in words. @throws Refusal 400, 413 */
export const jsonBody =
  (mostBytes = LARGEST_BODY) =>
  async (request: Request): Promise<void> => {
    try {
      request.body = await readJson(request, mostBytes);
    } catch (error) {
      if (!(error instanceof BodyRefused)) throw error;
      throw error.status === 413 ? tooLarge() : badRequest();
    }
  };
