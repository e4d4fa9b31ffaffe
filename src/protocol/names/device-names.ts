import { fold } from "./folding.ts";

/** Names that Teams, a device or a household shows: the next person to show one may be someone else. */
const GENERIC = new Set(
  (
    "ipad iphone ipod galaxy samsung android google huawei xiaomi redmi oppo oneplus nokia motorola moto lenovo kindle " +
    "tablet tab phone mobile laptop macbook mac imac pc computer desktop chromebook surface amazon hp dell acer asus sm " +
    "user guest teams microsoft unknown anonymous unverified external device home family household room " +
    "mum mummy mom mam mother dad daddy father parent parents carer gran granny grandma grandad grandpa nan nana " +
    "me name test admin owner student pupil child kid kids erased"
  ).split(" "),
);

/** Words that say nothing beside one of those, but alone may be a person's name: "iPhone 14 Pro Max", "Max". */
const BESIDE = new Set(
  "the my our and of s a pro mini air plus ultra max note se lite edge book go fire hd".split(" "),
);

/** A model or a number: "SM-T510", "DESKTOP-4F7K2", "(2)". */
const MODEL = /^(?=.*\d)[a-z\d]+$/;

/**
 * Whether a shown name does not say who it is: "iPad", "Samsung SM-T510", "Mum", "Teams User (Guest)". Such a name is
 * never remembered as a pupil's (C4, C6).
 */
export const isGenericName = (shown: string): boolean => {
  const words = fold(shown.normalize("NFKC"))
    .text.split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const isDevice = /^(desktop|laptop)-/i.test(shown.trim());
  const saysNothing = (word: string): boolean =>
    GENERIC.has(word) || MODEL.test(word) || (isDevice && word.length > 4);
  return (
    words.every((word) => saysNothing(word) || BESIDE.has(word)) &&
    (words.length === 0 || words.some(saysNothing))
  );
};
