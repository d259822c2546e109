// What a cell of the board is called and how it is marked. Pure.
import type { BoardCell } from "@/lib/teach/read-board";
import type { MarkState } from "./state-mark";

export function cellState(cell: BoardCell | undefined): MarkState {
  if (cell === undefined) return "none";
  if (cell.state === "PASSED") return cell.assisted ? "assisted" : "passed";
  if (cell.state === "NEW") return "new";
  if (cell.stuck === undefined) return "started";
  return cell.stuck.reason === "left" ? "left" : "stuck";
}

export const stateKeys = {
  none: "cellNone",
  new: "cellNew",
  started: "cellStarted",
  stuck: "cellStuck",
  left: "cellLeft",
  passed: "cellPassed",
  assisted: "cellAssisted",
} as const;
