import type { SameKeys } from "../translate";
import type { ko } from "./ko";

export const en: SameKeys<typeof ko> = {
  loginTitle: "Sign in",
  loginIntro: "Sign in to go on where you were, on any device.",
  email: "E-mail",
  password: "Password",
  name: "Name",
  login: "Sign in",
  loggingIn: "Signing in…",
  withProvider: "Continue with {provider}",
  noAccount: "No account yet?",
  toSignUp: "Sign up",
  hasAccount: "Have an account already?",
  toLogin: "Sign in",
  guestTitle: "Start without signing in",
  guestIntro:
    "Your work is kept for this browser. Sign up or sign in later, and all of it moves into your account.",
  guestStart: "Start without signing in",
  guestStarting: "Getting ready…",
  guestCarries: "What you have done as a guest moves into the account.",

  signUpTitle: "Sign up",
  signUpIntro: "The e-mail is used for signing in only.",
  signUp: "Sign up",
  signingUp: "Signing up…",
  nameHint: "If you learn with an instructor, choose a name they will recognise.",
  passwordHint: "Eight characters or more.",
  nameInvalid: "Please enter a name of up to 40 characters.",
  emailInvalid: "Please check the e-mail address, as in minji@example.com.",
  passwordInvalid: "The password must have eight characters or more.",

  accountTitle: "My account",
  guestAccount: "You are a guest",
  guestAccountIntro:
    "Your work hangs on this browser alone. Sign up to see it on other devices and never lose it.",
  memberSince: "Here since {date}",
  roleLearner: "Learner",
  roleInstructor: "Instructor",
  roleAdmin: "Administrator",
  signOut: "Sign out",
  guestSignOut: "Leave and drop my work",
  guestSignOutWarning:
    "A guest cannot sign in again: once you leave, you cannot see what you have done.",

  forbiddenTitle: "Not for this account",
  forbiddenBody: "The account you are signed in with cannot see this page.",
  forbiddenAs: "You are signed in as {name}.",
  forbiddenSwitch: "Sign in with another account",
  toCourse: "To the course",
};
