// Joins the models with our tables into schemas under upstream's OpenAPI names, fields in Go's order.

const groups = {
  rbac: "rbac.authorization.k8s.io",
  networking: "networking.k8s.io",
  storage: "storage.k8s.io",
  scheduling: "scheduling.k8s.io",
  coordination: "coordination.k8s.io",
  discovery: "discovery.k8s.io",
  events: "events.k8s.io",
  admissionregistration: "admissionregistration.k8s.io",
  authentication: "authentication.k8s.io",
  authorization: "authorization.k8s.io",
  certificates: "certificates.k8s.io",
  node: "node.k8s.io",
  flowcontrol: "flowcontrol.apiserver.k8s.io",
  resource: "resource.k8s.io",
  apiextensions: "apiextensions.k8s.io",
  apiregistration: "apiregistration.k8s.io",
  metrics: "metrics.k8s.io",
  core: "",
  meta: "",
};

export function buildSchemas(models, { packages, enums }, descriptions) {
  const names = nameModels(models, packages);
  const context = { names, packages, enums, descriptions };
  const schemas = {};
  for (const [model, home] of names)
    schemas[home.schema] = buildSchema(models.get(model), home, context);
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    schemas: sorted,
    names,
    kinds: listKinds(names, sorted),
    scalars: Object.fromEntries(scalars.map((name) => [name, descriptions.of(name)?.own ?? ""])),
  };
}

/** Models that the simulator reads as scalars with a format, so that they stand in no table. */
const scalars = [
  "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime",
  "io.k8s.apimachinery.pkg.apis.meta.v1.Time",
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
];

/** Model name of client-node → its package and upstream name. */
function nameModels(models, packages) {
  const names = new Map();
  for (const model of models.keys()) {
    const home = findHome(model, packages);
    if (home !== undefined)
      names.set(model, { ...home, schema: `${home.package.name}.${home.name}` });
  }
  return names;
}

function findHome(model, packages) {
  const match =
    /^([A-Z][a-z]*)?V(\d+(?:(?:alpha|beta)\d+)?)([A-Z]\w*)$/.exec(model) ??
    /^()V(\d+)([A-Z]\w*)$/.exec(model);
  if (match === null) return undefined;
  const [, prefix = "", version, name] = match;
  const isPlain = (one) => one.models.has(name) || one.models.has(name.replace(/List$/, ""));
  const found = packages.filter(
    (one) =>
      one.name.endsWith(`.v${version}`) &&
      isPlain(one) &&
      (prefix === "" || one.group === prefix.toLowerCase()),
  );
  if (found.length !== 1) return undefined;
  return { package: found[0], name };
}

function buildSchema(model, home, context) {
  const facts = fieldFacts(home.name, home.package, []);
  const order = new Map(facts.map((fact, index) => [fact.name, index]));
  const fields = model.fields
    .map((field, index) => ({ field, rank: rankOf(field.name, order, index) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ field }) => field);
  const described = context.descriptions.of(home.schema);
  const properties = {};
  for (const field of fields) {
    const fact = facts.find((one) => one.name === field.name);
    const description = described?.fields.get(field.name) ?? field.description;
    properties[field.name] = buildProperty({ ...field, description }, fact, home, context);
  }
  const required = model.fields.filter((field) => field.required).map((field) => field.name);
  return {
    description: described?.own || model.description,
    ...(home.package.models.get(home.name)?.atomic === true ? { atomic: true } : {}),
    ...(required.length === 0 ? {} : { required }),
    properties,
  };
}

/** `kind` and `apiVersion` come first, as Go's embedded TypeMeta; unknown fields last. */
function rankOf(name, order, index) {
  const rank = order.get(name);
  if (rank !== undefined) return rank;
  if (name === "kind") return -2;
  return name === "apiVersion" ? -1 : 1000 + index;
}

/** The facts of a model, with embedded structs laid out; `proto` is the path of field numbers. */
function fieldFacts(name, home, path, inside = []) {
  const fields = home.models.get(name)?.fields ?? listFacts(name, home);
  const embedded = inside.length === 0 ? {} : { embedded: inside };
  return fields.flatMap((field) => {
    const proto = [...path, field.number];
    if (field.embedded !== undefined) {
      return fieldFacts(field.embedded, home, proto, [...inside, field.embedded]);
    }
    return [{ ...field, ...embedded, proto: field.number === 0 ? undefined : proto }];
  });
}

/** Lists of kinds all look alike and stand in no table. */
function listFacts(name, home) {
  if (!name.endsWith("List") || !home.models.has(name.replace(/List$/, ""))) return [];
  return [
    { name: "metadata", number: 1, value: true },
    { name: "items", number: 2, always: true },
  ];
}

function buildProperty(field, fact = {}, home, context) {
  const property = shapeOf(field.type, field.format, context);
  if (fact.goType !== undefined) applyGoType(property, fact.goType, home, context);
  for (const flag of ["always", "pointer", "value", "list", "keys", "patch", "proto", "embedded"]) {
    if (fact[flag] !== undefined) property[flag] = fact[flag];
  }
  if (field.description !== "") property.description = field.description;
  return property;
}

function shapeOf(type, format, context) {
  const list = /^Array<(.*)>$/.exec(type);
  if (list !== null)
    return { type: "array", items: shapeOf(list[1], itemFormat(list[1], format), context) };
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map !== null) {
    return {
      type: "object",
      additionalProperties: shapeOf(map[1], itemFormat(map[1], format), context),
    };
  }
  return scalarOf(type, format, context);
}

/** client-node names the format of items at the list; lists of lists have none. */
const itemFormat = (type, format) => (/^(Array|\{)/.test(type) ? format : format);

function scalarOf(type, format, context) {
  switch (type) {
    case "string":
      return format === "" ? { type: "string" } : { type: "string", format };
    case "number":
      return format === "double"
        ? { type: "number", format }
        : { type: "integer", format: format || "int32" };
    case "boolean":
      return { type: "boolean" };
    case "Date":
      return { type: "string", format: "date-time" };
    case "V1MicroTime":
      return { type: "string", format: "date-time-micro" };
    case "IntOrString":
      return { type: "string", format: "int-or-string" };
    case "any":
      return { type: "object", free: true };
    default: {
      const home = context.names.get(type);
      return home === undefined ? { type: "object", free: true } : { $ref: home.schema };
    }
  }
}

/** `:Protocol`, `:core.Protocol`: the name in messages, its enum, and quantities, which look like strings. */
function applyGoType(property, goType, home, { packages, enums }) {
  const [name, group = home.package.id] = goType.split(".").reverse();
  const items = property.items ?? property.additionalProperties ?? property;
  if (name === "Quantity" || name === "ResourceList") items.format = "quantity";
  const owner = packages.find((one) => one.id === group);
  const version = owner?.name.split(".").at(-1) ?? group;
  const target = name === "ResourceList" ? property : items;
  if (name !== "Quantity") target.goType = `${version}.${name}`;
  const values = enums.get(`${group}.${name}`);
  if (values !== undefined) items.enum = values;
}

function listKinds(names, schemas) {
  const kinds = [];
  for (const { package: home, name, schema } of names.values()) {
    const { apiVersion, kind, metadata } = schemas[schema].properties;
    if (apiVersion === undefined || kind === undefined || metadata === undefined) continue;
    const version = home.name.split(".").at(-1);
    kinds.push({ group: groups[home.group] ?? home.group, version, kind: name, schema });
  }
  return kinds.sort((a, b) => (a.schema < b.schema ? -1 : 1));
}
