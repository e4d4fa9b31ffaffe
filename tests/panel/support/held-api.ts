import { Api } from "../../../src/panel/api.ts";
import type { LessonView } from "../../../src/protocol/screen/view.ts";
import { arrivalView } from "./views.ts";

/** Requests wait until the test answers them, in whatever order. */
export class HeldApi extends Api {
  readonly waiting: ((answer: unknown) => void)[] = [];
  readonly failing: ((error: Error) => void)[] = [];

  override get<T>(): Promise<T> {
    return this.#held();
  }

  override post<T>(_path: string, _body?: unknown): Promise<T> {
    return this.#held();
  }

  #held<T>(): Promise<T> {
    return new Promise((answer, fail) => {
      this.waiting.push(answer as (answer: unknown) => void);
      this.failing.push(fail);
    });
  }
}

/** The lesson at so many seconds past ten, with these changes. */
export const at = (seconds: number, change: Partial<LessonView> = {}): LessonView => ({
  ...arrivalView(new Date(Date.UTC(2026, 10, 24, 10, 0, seconds))),
  ...change,
});
