// The demo: accounts, a cohort, its learners. Run by scripts/seed.mjs; running it again changes nothing
// that is there already. Each step is a file in prisma/seed/.
import { db, disconnect } from "@/lib/db/client";
import { seedPeople } from "./seed/people";
import { seedSessions } from "./seed/sessions";

const password = process.env.NARU_DEMO_PASSWORD;
const version = process.env.NARU_SEED_VERSION;
if (!password || !version) throw new Error("the demo is seeded by `npm start`");

await seedPeople(password);
await seedSessions();
await db().setting.upsert({
  where: { key: "seed" },
  create: { key: "seed", value: version },
  update: { value: version },
});
await disconnect();
