// The one connection pool to Postgres. Only use-cases in lib/ may ask for it; screens never do.
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/generated/prisma/client";

// Next keeps three copies of a module in one process (instrumentation, pages, route handlers); on
// globalThis they share one pool.
const shared = globalThis as typeof globalThis & { naruDatabase?: PrismaClient };

export function db(): PrismaClient {
  shared.naruDatabase ??= connect();
  return shared.naruDatabase;
}

/** Forgets the pool, so that the next `db()` reads DATABASE_URL anew. */
export async function disconnect(): Promise<void> {
  const client = shared.naruDatabase;
  shared.naruDatabase = undefined;
  await client?.$disconnect();
}

function connect(): PrismaClient {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Error("DATABASE_URL is not set: start Naru with `npm start`.");
  return new PrismaClient({ adapter: new PrismaPg({ connectionString }) });
}

/** The client inside a transaction: for steps that must happen together with others. */
export type Transaction = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];
