import type { FamilyWords } from "./words.ts";

const theLesson = (on: { readonly day: string; readonly at: string } | undefined): string =>
  on === undefined ? "The lesson" : `The lesson on ${on.day} at ${on.at}`;

export const ENGLISH: FamilyWords = {
  lang: "en-GB",
  language: "English",
  locale: "en-GB",
  title: "Joining a live lesson",
  lead: "Your child’s school teaches some lessons by video in Microsoft Teams or Zoom. This page says what the school asks of you, so that every child in the lesson is safe and comfortable.",
  open: {
    heading: "Your own page",
    ready: "This link is yours. Press the button to see your child’s page.",
    paste: "Your link",
    hint: "Copy the whole link from the school’s message and paste it here.",
    button: "Open my page",
  },
  before: "Before the lesson",
  during: "During the lesson",
  asked: {
    "own link": "Keep the link to yourself. It is for you alone: the school gives each adult their own.",
    lobby: "Join 2 to 5 minutes early. You wait in a lobby until a member of staff lets you in.",
    "name not shown":
      "Type your child’s name, or your own, when you are asked for it. Staff can only let in people they know.",
    muted: "Camera and microphone are off when you arrive. Staff say when to switch them on.",
    "no adult seen": "A grown-up is there at the start and stays in the same room.",
    "not a family room": "Sit in a family room, such as the living room or kitchen, not in a bedroom.",
    dress: "Everyone who may be seen is dressed for the day.",
    language: "Everyone who may be heard takes care that their language is fit for children.",
    "adult spoke to others": "Help your own child as you like. Please leave other children to their teacher.",
    screenshot: "Please do not record the lesson, and take no pictures of the screen.",
  },
  schoolHeading: "What the school does",
  school: [
    "Class and group lessons are not recorded.",
    "A member of staff checks who is there before the lesson begins.",
    "If something is not right, staff may pause or end the lesson for everyone. You do not need to do anything. The school will be in touch.",
  ],
  worried: {
    heading: "If something worries you",
    sentence:
      "Phone the school and ask for the designated safeguarding lead. If it is about a member of staff, ask for the headteacher.",
  },
  tell: {
    heading: "Something is wrong",
    danger: "If a child is in danger now, phone 999.",
    open: "Write to the school",
    people: {
      dsl: "the designated safeguarding lead",
      head: "the headteacher",
      deputy: "a deputy headteacher",
    },
    and: " and ",
    someone: "those who are responsible for safeguarding at the school",
    child: (who) =>
      `About a child, or something in a lesson. It goes to ${who}. If no one answers in time, others who are responsible for safeguarding at the school are told as well.`,
    childToNoOne:
      "About a child, or something in a lesson. It is kept, but no one can be told from here at present: phone the school office.",
    staff:
      "About a member of staff. It goes to the headteacher. Where the headteacher is away, does not answer in time, or may be the person it is about, a deputy headteacher is told. No one else is.",
    chair:
      "About the headteacher. It goes to the chair of governors by e-mail, and no one who works at the school is told.",
    noChair:
      "About the headteacher nothing can be sent from here. Ask the school office how to reach the chair of governors; you need not say why.",
    chairNot:
      "Do not rely on this: we cannot say that it reached the chair of governors. Nothing is kept here.",
    chairOften: "You have written often today, so this was not sent. Nothing of it is kept here.",
    instead: (lado) =>
      `You can also phone the officer for allegations against staff (LADO) of your local authority${lado === "" ? ": your council gives you the number" : `: ${lado}`}.`,
    sentToChair: (ref) =>
      `Your words were given to the e-mail service for the chair of governors, under the reference ${ref}. They are not kept here.`,
    addedForChair: (ref) =>
      `What you added was given to the e-mail service for the chair of governors, under the reference ${ref}. It is not kept here.`,
    nextFromChair:
      "Write the reference down: with it you can add something here later. The chair of governors phones you; nothing is sent to you. If you have heard nothing after two school days, phone your local authority.",
    words: "What happened? Write what you saw and heard, and when.",
    send: "Send",
    sent: (ref, who) => `Your words are kept under the reference ${ref}, and are on their way to ${who}.`,
    added: (ref) => `Your words are added to what you wrote under the reference ${ref}.`,
    next: "Write the reference down. The school phones you; if you have heard nothing by the next school day, phone the office. Nothing is sent to you, so that no one else at home need see it.",
    notReached: (ref) =>
      `Your words are kept under the reference ${ref}, but no one here could be told. Phone the school office now.`,
    more: "Add to what you wrote",
    ref: "Reference",
    addWords: "What you want to add",
    add: "Add",
    notThere: "There is nothing under this reference that you wrote.",
    closed: "This is closed. Write again, or phone the school office.",
    tooOften: "You have written often today, so this was not sent. Please phone the school office.",
    empty: "Nothing was written, so nothing was sent.",
    noChoice: "Nothing is sent yet. Choose what it is about, then press Send. Your words are below.",
  },
  about: {
    heading: "About this page",
    sentence:
      "The school uses an app called Lesson Guard to keep these rules. It does not watch or listen to the lesson. In Teams it reads who is in the meeting and sets its doors; in Zoom it does neither. This page keeps nothing until you open your own page. Then the school’s record keeps when your link was used, and your answer.",
  },
  phone: (phone) => `The school office: ${phone}.`,
  yours: {
    heading: (child) => `Live lessons for ${child}`,
    aChild: "your child",
    for: (adult) => `This page is for ${adult}.`,
    private:
      "Is this not you? Close this page, and tell the school office that you were sent the wrong link.",
  },
  permission: {
    heading: "The school asks your permission",
    question: (child) => `May ${child} take part in live lessons by video?`,
    means:
      "The school asks each adult. The answer is yours alone: no page shows it to another adult. You can change it here at any time. If you say no, your child does not join a lesson, and the school talks with you about it.",
    yes: "Yes, they may",
    no: "No",
    saidYes: "You said yes.",
    saidNo: "Your answer is kept: no. Please phone the school office about it.",
    takenBack: "Your answer is kept: you took your permission back. Please phone the school office about it.",
    change: "Change my answer",
    notChanged:
      "Nothing was changed: you, or the school for you, gave a newer answer after that page was opened. It stands here.",
  },
  next: {
    heading: "The next lesson",
    none: (phone) =>
      `You cannot join a lesson from this page at present, and the page does not say why. If you expect a lesson, please phone the school office${phone === "" ? "" : ` on ${phone}`} before it begins.`,
    toCome: (day, at, from, by) =>
      `${day} at ${at}. Open this page again between ${from} and ${by}: then a button leads to the lesson.`,
    cancelled: (day, at) => `The lesson on ${day} at ${at} was cancelled. It does not take place.`,
    postponed: (day, at) =>
      `The lesson on ${day} at ${at} was postponed. The school will suggest another time.`,
    openNow: (on) => `${theLesson(on)} is open for you.`,
    join: "Show the way to the lesson",
    joinNow: "Go to the lesson in Teams",
    browser: "If you do not have the Teams app, choose “Continue on this browser” there.",
    joinZoom: "Go to the lesson in Zoom",
    inZoom: "If you do not have the Zoom app, choose “Join from your browser” there.",
    ended: (on) => `${theLesson(on)} has ended. The school will contact you.`,
    notYet: "You cannot join a lesson from this page just now.",
    away: (on) =>
      `${theLesson(on)} is open, but the way to it cannot be found just now. Try again in a minute, or phone the school office.`,
  },
  no: {
    heading: "This link does not open",
    unknown:
      "The school did not make this link, or part of it is missing. Copy the whole link from the message.",
    revoked:
      "The school has ended this link. Perhaps you were sent a newer one. If not, ask the school office.",
    expired: "This link has run out. Ask the school office for a new one.",
    tooMany: "This page has too many requests just now. Wait a minute, then try again.",
    often: "Your answer has changed often today. Please phone the school office.",
    fault: "Something went wrong here. Try again in a minute, or phone the school office.",
  },
};
