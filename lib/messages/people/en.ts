import type { SameKeys } from "../translate";
import type { ko } from "./ko";

export const en: SameKeys<typeof ko> = {
  joinTitle: "Join a class",
  joinHeading: "You are invited to {cohort}",
  instructors: "Instructor: {names}",
  dates: "{from} – {to}",
  joinName: "Name",
  joinNameHint: "The instructor’s list shows this name.",
  consentTitle: "What the instructor can see",
  consentAlways:
    "Once you join, the instructor sees your name, the lessons you read, and the state, score, time spent and last activity of each lab.",
  consentLabel: "Also show how I work on labs",
  consentDetail:
    "The instructor can replay your commands, files and verdicts to help you. You can change this in “My account” at any time; it takes effect at once.",
  join: "Join",
  joining: "Joining…",
  joinFirst: "To join, tell us who you are.",
  alreadyIn: "You are in this class already.",

  watchersTitle: "Who can see my work",
  watchersSelf: "Me",
  watchersSelfDetail: "Everything.",
  watchersNobody: "You are in no class, so nobody else sees your work.",
  watchersAdmins: "Naru administrators",
  watchersAdminsDetail: "Can see everything when they mend a problem.",
  watchersDetail:
    "State, score, time spent and last activity, and your commands, files and verdicts.",
  watchersSummary: "State, score, time spent and last activity only.",
  joinedOn: "Joined on {date}.",
  leave: "Leave the class",
  leaveDetail: "Once you leave, its instructors see nothing. Your work stays yours.",

  codeTitle: "Join a class with a code",
  code: "Invitation code",
  codeHint: "Eight letters from your instructor. With a link, just open the link.",
  codeNext: "Continue",
};
