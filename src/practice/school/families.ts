import type { Person } from "./person.ts";

/** Names as families type them; the pupils who sit there. Invented, every one. */
const devices: readonly (readonly [typed: string, ...pupils: string[]])[] = [
  ["Amara's mum", "amara-osei"],
  ["Oliver Bennett", "oliver-bennett"],
  ["Hussain family", "zainab-hussain"],
  ["noah clarke", "noah-clarke"],
  ["Freya", "freya-thompson"],
  ["Ibrahim M", "ibrahim-malik"],
  ["isla macdonald", "isla-macdonald"],
  ["Kwame + Dad", "kwame-mensah"],
  ["Poppy Ward", "poppy-ward"],
  ["iPad", "arjun-patel"],
  ["Grace W", "grace-williams"],
  ["Kowalski", "jakub-kowalski"],
  ["Maya Singh", "maya-singh"],
  ["ethan's laptop", "ethan-roberts"],
  ["aisha rahman", "aisha-rahman"],
  ["Leo F", "leo-fitzgerald"],
  ["Chloe Nguyen", "chloe-nguyen"],
  ["Muhammad I", "muhammad-iqbal"],
  ["Ruby's dad", "ruby-taylor"],
  ["TOMASZ", "tomasz-nowak"],
  ["Sofia Marinescu", "sofia-marinescu"],
  ["The Adeyemis", "daniel-adeyemi"],
  ["eloise", "eloise-carter"],
  ["Rohan Gupta", "rohan-gupta"],
  ["Megan P", "megan-pritchard"],
  ["Samsung SM-T220", "samuel-okoro"],
  ["Lily", "lily-chen"],
  ["Lily Foster", "lily-foster"],
  ["Brooks family", "harvey-brooks", "martha-brooks"],
  ["Noah's dad", "noah-clarke"],
];

/** Thirty devices that join by link, as anonymous guests: `family-01` to `family-30`. */
export const families: readonly Person[] = devices.map(([name, ...pupils], index) => ({
  id: `family-${String(index + 1).padStart(2, "0")}`,
  name,
  part: "family",
  identity: "guest",
  pupils,
  returns: 1,
}));
