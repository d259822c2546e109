import { en } from "./en";
import { ko } from "./ko";

export const workspace = { ko, en };
