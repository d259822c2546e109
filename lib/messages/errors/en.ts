import type { SameKeys } from "../translate";
import type { ko } from "./ko";

export const en: SameKeys<typeof ko> = {
  unexpected:
    "Something went wrong on our side. Please try again soon; if it stays, tell us this number: {id}",
  signInRequired: "Please sign in first.",
  signInExpired: "Your sign-in has expired. Sign in again and go on where you were.",
  forbidden: "You are not allowed to do this.",
  notFound: "Not found. It may have been deleted, or its address has changed.",
  invalidInput: "Please check what you entered.",
  tooManyAttempts: "Too many tries in a short time. Please try again in about 15 minutes.",
  wrongPassword: "E-mail or password is wrong. Check capitals and the input language.",
  emailTaken: "This e-mail has an account already. Please sign in to it.",
  accountNotLinked:
    "An account with this e-mail was made another way. Please sign in the way you signed up.",
  providerFailed:
    "Signing in with that account did not work. Try again soon, or sign in another way.",
  cohortNotFound: "No class has this code. Please check the link or code your instructor gave you.",
  cohortEnded: "This class has ended. Ask your instructor for a new link.",
  nameRequired: "Please enter a name your instructor will recognise.",
  datesReversed: "The end is before the start.",
  sessionGone: "This cluster was started anew or removed. Reload to open the present one.",
  actionRefused: "That could not be done: {reason}",
  solutionWaits: "The solution opens once all hints of one objective are open.",
  nothingAhead: "Nothing is due within the next 15 minutes.",
  nothingToUndo: "There is nothing to undo.",
  tooLarge: "That is too large to be sent at once.",
  tooFast: "That was too fast. Take a short break, then go on.",
  tooManySessions: "Too many clusters were made in a short time. Try again in about an hour.",
  tooManyStreams: "Too many windows look at this cluster. Close another tab and try again.",
  unreachable:
    "The server could not be reached. Try again when you are connected; nothing you typed is lost.",
};
