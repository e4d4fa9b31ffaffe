import type { PracticeLesson } from "./lesson.ts";

/** The live stream as a panel of this person reads it. */
export const liveTopics = async (
  lesson: PracticeLesson,
  person: string,
): Promise<{ next: (topic: string) => Promise<void>; heard: () => readonly string[]; close: () => void }> => {
  const token = await lesson.practice.token({ kind: "panel", person });
  const stop = new AbortController();
  const response = await fetch(`${lesson.practice.running.gateway}/api/live`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stop.signal,
  });
  if (response.body === null || response.status !== 200) throw new Error(`live answered ${response.status}`);
  const heard: string[] = [];
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader.read();
  const read = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const line of value.split("\n"))
        if (line.startsWith("data: ")) heard.push((JSON.parse(line.slice(6)) as { topic: string }).topic);
    }
  };
  if (!first.done) read().catch((error: unknown) => heard.push(String(error)));
  return {
    next: (topic) =>
      lesson.practice
        .until(`${topic} is heard`, async () => (heard.includes(topic) ? true : undefined), 3000)
        .then(() => undefined),
    heard: () => heard,
    close: () => stop.abort(),
  };
};
