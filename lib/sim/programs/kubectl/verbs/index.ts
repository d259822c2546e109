// The commands of kubectl, in the order of their names. Adding one is a file in this folder and a line here.
import type { Command } from "../command";
import { get } from "./get";

export const verbs: readonly Command[] = [get];
