import { en } from "./en";
import { ko } from "./ko";

export const terminalErrors = { ko, en };
