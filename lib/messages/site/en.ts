import type { SameKeys } from "../translate";
import type { ko } from "./ko";

export const en: SameKeys<typeof ko> = {
  name: "Naru",
  skip: "Skip to the text",
  navigation: "Main menu",
  course: "Course",
  signIn: "Sign in",
  guest: "Guest",
  teach: "My cohorts",

  theme: "Light or dark",
  themeSystem: "Following the system. Press for light",
  themeLight: "Light. Press for dark",
  themeDark: "Dark. Press to follow the system",
  otherLanguage: "한국어",
  switchLanguage: "한국어로 보기",

  search: "Search",
  searchLabel: "Search the course",
  searchPlaceholder: "Part of a word is enough",
  searchHint: "Part of a word finds it, in Korean or English.",
  searchAsking: "Searching",
  searchNone: "“{query}” does not occur in this course. Try something shorter.",
  searchFailed: "The search does not answer right now. Please try again in a moment.",
  searchCount: "{count} found",
  searchKeys: "choose",
  searchOpen: "open",
  searchClose: "close",

  notFoundTitle: "Not found",
  notFoundHeading: "There is nothing at this address",
  notFoundBody: "The address may be mistyped, or the page may have moved.",
  toCourse: "See the course",
  errorHeading: "Something went wrong on our side",
  errorBody: "You did nothing wrong. Everything saved so far is still there.",
  errorDigest: "If you tell us, this number helps us find it: {digest}",
  tryAgain: "Try again",
};
