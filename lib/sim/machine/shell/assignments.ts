// Assignments, planned (words expanded) and then done.
import { evaluateArithmetic } from "./arithmetic";
import type { Expander } from "./expand";
import { indexKey } from "./parameters";
import type { Variable } from "./shell-memory";
import type { ShellState } from "./shell-state";
import type { Assignment } from "./syntax";

export interface PlannedAssignment {
  readonly name: string;
  readonly key?: string;
  readonly append: boolean;
  readonly value: string | readonly (readonly [string | null, string])[];
}

export function planAssignment(expander: Expander, assignment: Assignment): PlannedAssignment {
  const key =
    assignment.index === undefined
      ? {}
      : { key: indexKey(expander, assignment.name, assignment.index) };
  const base = { name: assignment.name, append: assignment.append, ...key };
  if ("parts" in assignment.value) return { ...base, value: expander.text(assignment.value) };
  const items: [string | null, string][] = [];
  for (const item of assignment.value.items) {
    if (item.key !== undefined)
      items.push([indexKey(expander, assignment.name, item.key), expander.text(item.value)]);
    else for (const field of expander.fields([item.value])) items.push([null, field]);
  }
  return { ...base, value: items };
}

export function assign(state: ShellState, planned: PlannedAssignment): void {
  const old: Variable | undefined = state.variables.get(planned.name);
  if (typeof planned.value !== "string") {
    const items: [string, string][] = planned.append
      ? [...(old?.items ?? [])].map(([k, v]) => [k, v])
      : [];
    let next = items.reduce((most, [key]) => Math.max(most, Number(key)), -1) + 1;
    for (const [key, value] of planned.value) {
      const at = key ?? String(next);
      const existing = items.findIndex(([other]) => other === at);
      if (existing >= 0) items[existing] = [at, value];
      else items.push([at, value]);
      if (old?.associative !== true) next = Number(at) + 1;
    }
    if (old?.associative !== true) items.sort((a, b) => Number(a[0]) - Number(b[0]));
    state.setItems(planned.name, items);
    return;
  }
  if (planned.key !== undefined) {
    const before = planned.append
      ? (old?.items?.find(([key]) => key === planned.key)?.[1] ?? "")
      : "";
    state.setItem(planned.name, planned.key, before + planned.value);
    return;
  }
  const before = planned.append ? (state.get(planned.name) ?? "") : "";
  if (old?.integer === true) {
    const text = planned.append
      ? `${before === "" ? "0" : before}+(${planned.value === "" ? "0" : planned.value})`
      : planned.value;
    state.set(planned.name, String(evaluateArithmetic(state, text)));
    return;
  }
  state.set(planned.name, before + planned.value);
}
