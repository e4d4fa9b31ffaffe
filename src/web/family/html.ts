const SPECIAL: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (one) => SPECIAL[one] ?? one);

export const p = (text: string): string => `<p>${escaped(text)}</p>`;
export const h2 = (text: string): string => `<h2>${escaped(text)}</h2>`;
export const list = (lines: readonly string[]): string =>
  `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>`;
