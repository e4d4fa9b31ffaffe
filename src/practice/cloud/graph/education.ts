import type { Addresses } from "../../addresses.ts";
import { groupId } from "../../school/groups.ts";
import { findPerson } from "../../school/people.ts";
import { pupils } from "../../school/pupils.ts";
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

/** School Data Sync's view of the class "4 Willow". */
export const educationRoutes = (switches: Switches, addresses: Addresses): readonly Route[] => [
  {
    operation: "graph.education.classes",
    method: "GET",
    path: "/v1.0/education/classes",
    handle: (request) => page(request, switches.classes ? [willow] : [], switches.pageSize, addresses),
  },
  {
    operation: "graph.education.members",
    method: "GET",
    path: "/v1.0/education/classes/:class/members",
    handle: (request) => {
      if (request.params["class"] !== groupId("willow")) throw notFound("Class");
      const members = pupils.map(({ name, account }) => ({
        id: account.objectId,
        displayName: name,
        givenName: account.givenName,
        surname: account.surname,
        mail: account.userPrincipalName,
        userPrincipalName: account.userPrincipalName,
        primaryRole: "student",
        student: { grade: "4" },
      }));
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
      if (request.params["class"] !== groupId("willow")) throw notFound("Class");
      return page(request, [{ ...teacher, primaryRole: "teacher" }], switches.pageSize, addresses);
    },
  },
];
