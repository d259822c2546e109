import { en } from "./en";
import { ko } from "./ko";

export const auth = { ko, en };
