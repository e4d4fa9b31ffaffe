/** A page that shows one of ours in a frame and speaks to it as Teams does. */
export const hostPage = (query: URLSearchParams): string => {
  const page = query.get("page") ?? "/panel";
  return `<!doctype html>
<html lang="en-GB">
  <head><meta charset="utf-8"><title>Teams</title><link rel="icon" href="data:,">
    <style>html, body { margin: 0; height: 100%; overflow: hidden } iframe { border: 0; width: 100%; height: 100% }</style>
  </head>
  <body>
    <iframe title="Lesson Guard" name="panel" data-page="${page.replaceAll('"', "")}"></iframe>
    <script src="/host.js"></script>
  </body>
</html>`;
};

/**
 * The host's side of the teams-js protocol, as far as the pages use it. Query: `theme`, `token` (`none`
 * refuses sign-in; another word does so while it is asked silently), `chat` (`none` leaves it out), `oid`, `lives` (seconds a token lives), `sub`,
 * `picks` (people whom its list of people gives back, as JSON; left out: it has none),
 * `silent` (any word: the first hello is not answered until `window.speak()`).
 * `window.heard` keeps what the page said.
 */
export const HOST_SCRIPT = `
const query = new URLSearchParams(location.search);
const frame = document.querySelector("iframe");
window.heard = [];
const spoken = new Promise((speak) => { window.speak = speak; });
if (!query.has("silent")) window.speak();
const runtime = JSON.stringify({ apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  isLegacyTeams: false, supports: { app: {}, pages: {}, meeting: {}, ...(query.has("picks") ? { people: {} } : {}) } });
const part = (value) => btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const token = () => [part({ alg: "none" }),
  part({ oid: query.get("oid") ?? "teacher", exp: Math.floor(Date.now() / 1000) + Number(query.get("lives") ?? 3600) }), "x"].join(".");
const context = () => ({ locale: "en-gb", theme: query.get("theme") ?? "dark", hostName: "Teams",
  hostClientType: "desktop", frameContext: "sidePanel", entityId: "panel",
  ...(query.get("chat") === "none" ? {} : { chatId: "19:meeting_x@thread.v2" }),
  ...(query.has("sub") ? { subEntityId: query.get("sub") } : {}) });
const ANSWERS = {
  initialize: () => [query.has("picks") ? "content" : "sidePanel", "desktop", runtime, "2.58.0"],
  getContext: () => [context()],
  "authentication.getAuthToken": ([, , silent]) =>
    query.get("token") === "none" || (query.has("token") && silent) ? [false, query.get("token")] : [true, token()],
};
if (query.has("picks")) ANSWERS["people.selectPeople"] = () => [undefined, JSON.parse(query.get("picks"))];
window.addEventListener("message", ({ data, source }) => {
  if (source !== frame.contentWindow || typeof data?.func !== "string") return;
  window.heard.push({ func: data.func, args: data.args });
  const answer = ANSWERS[data.func];
  if (answer !== undefined) {
    const tell = () => source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args: answer(data.args ?? []) }, location.origin);
    (data.func === "initialize" ? spoken : Promise.resolve()).then(() => setTimeout(tell));
  }
});
window.setTheme = (theme) => frame.contentWindow.postMessage({ func: "themeChange", args: [theme] }, location.origin);
frame.src = frame.dataset.page + location.hash;
`;
