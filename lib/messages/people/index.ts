import { en } from "./en";
import { ko } from "./ko";

export const people = { ko, en };
