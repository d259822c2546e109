import { en } from "./en";
import { ko } from "./ko";

export const learn = { ko, en };
