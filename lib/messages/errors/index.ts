import { en } from "./en";
import { ko } from "./ko";

export const errors = { ko, en };
