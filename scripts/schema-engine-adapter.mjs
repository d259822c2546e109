// Lets Prisma's schema engine (its WebAssembly build) work through @prisma/adapter-pg 7.10, which was
// made for queries only. Three faults are gone round here; each is marked.
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

export function schemaEngineAdapter(url) {
  readCatalogTypesAsText();
  const main = new PrismaPg({ connectionString: url });
  const factory = Object.assign(Object.create(main), {
    connect: async () => withCharacterColumns(await main.connect()),
    connectToShadowDb: () => connectToShadow(url),
  });
  return bindMigrationAwareSqlAdapterFactory(factory);
}

// Fault 1: the adapter refuses the types of Postgres' own catalogs. They are presented as types it
// knows: name, regproc, oidvector and the like as text; "char" as uuid, which no catalog column is, and
// which `withCharacterColumns` then turns into what the engine wants (text makes it panic).
const presentedAs = new Map([
  [18, 2950],
  [19, 25],
  [22, 25],
  [24, 25],
  [30, 25],
  [194, 25],
  [2205, 25],
  [2206, 25],
  [1002, 1009],
  [1003, 1009],
  [1028, 1016],
]);

function readCatalogTypesAsText() {
  const query = pg.Query.prototype;
  const original = query.handleRowDescription;
  query.handleRowDescription = function handleRowDescription(message) {
    for (const field of message.fields) {
      field.dataTypeID = presentedAs.get(field.dataTypeID) ?? field.dataTypeID;
    }
    return original.call(this, message);
  };
}

function withCharacterColumns(adapter) {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    result.columnTypes = result.columnTypes.map((type) =>
      type === ColumnTypeEnum.Uuid ? ColumnTypeEnum.Character : type,
    );
    return result;
  };
  return adapter;
}

// Faults 2 and 3: given a connection string, the adapter's own shadow database is the main one; and it
// drops the shadow while still connected to it, so the shadow stays.
async function connectToShadow(url) {
  const name = `prisma_shadow_${randomUUID().replaceAll("-", "")}`;
  await execute(url, `CREATE DATABASE "${name}"`);
  const shadowUrl = new URL(url);
  shadowUrl.pathname = `/${name}`;
  const adapter = await new PrismaPg({ connectionString: shadowUrl.href }).connect();
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await execute(url, `DROP DATABASE "${name}" WITH (FORCE)`);
  };
  return withCharacterColumns(adapter);
}

async function execute(url, sql) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
