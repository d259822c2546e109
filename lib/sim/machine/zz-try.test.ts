import { it } from "vitest";
import { State } from "/work/main/lib/sim/kernel/state";
import { takeDue } from "/work/main/lib/sim/kernel/queue";
import { Machines } from "/work/main/lib/sim/machine/machines";
it("x", () => {
  const state = State.startingAt(1700000000000);
  const sleep = { name: "sleep", summary: "", run(io: any, r: any) { if (r === undefined) return { waitFor: { until: io.process.now + Number(io.args[0]) * 1000 }, resume: io.process.now + Number(io.args[0]) * 1000 }; return io.process.now >= r ? 0 : { waitFor: { until: r }, resume: r }; } };
  const cat = { name: "cat", summary: "", run(io: any, r: any) { if (io.args.length) { for (const a of io.args) io.stdout(io.files.read(a)); return 0; } io.stdout(io.stdin.read()); return io.stdin.ended ? 0 : { waitFor: { input: true }, resume: 1 }; } };
  const m: any = new Machines(state, { programs: [sleep, cat] as any, world: () => ({}) });
  m.create({ name: "h" });
  const advance = (u: number) => { let w; while ((w = takeDue(state, u))) m.handle(w.payload); state.now = Math.max(state.now, u); };
  for (const l of process.env.LINES!.split("@@")) {
    console.log("$ " + l); const r = m.run("h", l, { advance }); console.log(JSON.stringify(r));
  }
  m.terminals.open("t", { machine: "h" });
  for (const l of (process.env.TYPED ?? "").split("@@")) { m.terminals.input("t", l); }
  advance(state.now + 20000);
  console.log(m.terminals.output("t", 0).text, m.terminals.view("t"));
  console.log([...(state.save().tables["machine.processes"] ?? [])].length, Object.keys(state.save().tables), JSON.stringify(state.save().tables["machine.pipes"]));
});
