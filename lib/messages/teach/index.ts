import { en } from "./en";
import { ko } from "./ko";

export const teach = { ko, en };
