import { en } from "./en";
import { ko } from "./ko";

export const site = { ko, en };
