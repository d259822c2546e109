import { it } from "vitest";
import { createBench } from "/work/main/lib/sim/machine/testing";
import recorded from "/work/main/lib/sim/machine/shell/bash-recorded.json";
it("x", () => { for (const r of recorded as any[]) { let g: any; try { g = createBench().run(r.line); } catch (e: any) { g = { crash: e.stack }; }
 if (JSON.stringify([g.stdout,g.stderr,g.status]) !== JSON.stringify([r.stdout,r.stderr,r.status])) console.log("LINE " + r.line + "\n  WANT " + JSON.stringify([r.stdout,r.stderr,r.status]) + "\n  GOT  " + (g.crash ?? JSON.stringify([g.stdout,g.stderr,g.status]))); } });
