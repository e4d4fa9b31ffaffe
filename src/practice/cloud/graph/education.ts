import type { Addresses } from "../../addresses.ts";
import { stableId } from "../../ids.ts";
import { makeAccount } from "../../school/account.ts";
import { groupId } from "../../school/groups.ts";
import { findPerson } from "../../school/people.ts";
import { type Pupil, pupils } from "../../school/pupils.ts";
import type { Switches } from "../../switches.ts";
import type { Route } from "../route.ts";
import { notFound } from "./errors.ts";
import { page } from "./paging.ts";

const { account: okafor, name: okaforName } = findPerson("okafor") ?? {};

const teacher = {
  id: okafor?.objectId,
  displayName: okaforName,
  givenName: okafor?.givenName,
  surname: okafor?.surname,
  mail: okafor?.userPrincipalName,
  userPrincipalName: okafor?.userPrincipalName,
};

const willow = {
  id: groupId("willow"),
  displayName: "4 Willow",
  classCode: "4W",
  externalId: "4W",
  externalName: "4 Willow",
  externalSource: "sis",
  grade: "4",
  mailNickname: "4willow",
};

const oak = {
  ...willow,
  id: stableId("class:oak"),
  displayName: "5 Oak",
  classCode: "5O",
  externalId: "5O",
  externalName: "5 Oak",
  grade: "5",
  mailNickname: "5oak",
};

const namesake: Pupil = {
  id: "amara-osei-2",
  name: "Amara Osei",
  account: makeAccount("pupil:amara-osei-2", "Amara", "Osei"),
};

/** Of Ofcom's numbers that ring nowhere, each pupil's own. */
const contactsOf = (at: number, surname: string) => [
  {
    displayName: `Dr P ${surname}`,
    emailAddress: null,
    mobilePhone: "07700 900999",
    relationship: "doctor",
    accessConsent: false,
  },
  {
    displayName: `Gran ${surname}`,
    emailAddress: null,
    mobilePhone: `07700 900${String(500 + at)}`,
    relationship: "relative",
    accessConsent: false,
  },
  {
    displayName: `Ms A ${surname}`,
    emailAddress: `a.${surname.toLowerCase()}@example.org`,
    mobilePhone: `07700 900${String(100 + at)}`,
    relationship: "parent",
    accessConsent: true,
  },
];

const asMember = ({ name, account }: Pupil, grade: string) => ({
  id: account.objectId,
  displayName: name,
  givenName: account.givenName,
  surname: account.surname,
  mail: account.userPrincipalName,
  userPrincipalName: account.userPrincipalName,
  primaryRole: "student",
  student: { grade },
});

/** School Data Sync's view of the class "4 Willow", and of "5 Oak" where a pupil there has a name of it. */
export const educationRoutes = (switches: Switches, addresses: Addresses): readonly Route[] => {
  const classes = () => (switches.classes ? [willow, ...(switches.namesake ? [oak] : [])] : []);
  const classOf = (id: string | undefined) => {
    const found = [willow, oak].find((one) => one.id === id);
    if (found === undefined) throw notFound("Class");
    return found;
  };
  return [
    {
      operation: "graph.education.classes",
      method: "GET",
      path: "/v1.0/education/classes",
      handle: (request) => page(request, classes(), switches.pageSize, addresses),
    },
    {
      operation: "graph.education.members",
      method: "GET",
      path: "/v1.0/education/classes/:class/members",
      handle: (request) => {
        const of = classOf(request.params["class"]);
        const members = (of === willow ? pupils : [namesake]).map((pupil) => asMember(pupil, of.grade));
        // School Data Sync leaves a role empty now and then.
        const teachers = [{ ...teacher, primaryRole: null }];
        return page(request, [...members, ...teachers], switches.pageSize, addresses);
      },
    },
    {
      operation: "graph.education.teachers",
      method: "GET",
      path: "/v1.0/education/classes/:class/teachers",
      handle: (request) => {
        classOf(request.params["class"]);
        return page(request, [{ ...teacher, primaryRole: "teacher" }], switches.pageSize, addresses);
      },
    },
    {
      operation: "graph.education.user",
      method: "GET",
      path: "/v1.0/education/users/:user",
      handle: ({ params, query }) => {
        const at = [...pupils, namesake].findIndex(({ account }) => account.objectId === params["user"]);
        const pupil = [...pupils, namesake][at];
        if (pupil === undefined) throw notFound("User");
        const whole = {
          ...asMember(pupil, pupil === namesake ? oak.grade : willow.grade),
          relatedContacts: switches.contacts ? contactsOf(at, pupil.account.surname) : [],
          residenceAddress: switches.contacts
            ? { street: `${at + 1} Mill Lane`, city: "Oakfield", state: null, postalCode: "OX1 1AA" }
            : null,
          mailingAddress: null,
        };
        // What is not asked for by name does not come: neither does Microsoft send contacts by itself.
        const wanted = query.get("$select")?.split(",") ?? ["id", "displayName", "primaryRole", "student"];
        return {
          status: 200,
          body: Object.fromEntries(Object.entries(whole).filter(([name]) => wanted.includes(name))),
        };
      },
    },
  ];
};
