// A calendar as ical.js reads it: the properties of each component, sorted, a line each.
const fs = require("fs");

function told(property) {
  const values = property.getValues().map((value) => {
    const type = property.type;
    if (type === "text" || typeof value === "string") return String(value);
    // The order of its parts means nothing.
    if (type === "recur") return value.toString().split(";").sort().join(";");
    return typeof value.toICALString === "function" ? value.toICALString() : String(value);
  });
  return values.sort().join(";").replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

function walk(component, path) {
  const here = `${path}/${component.name.toUpperCase()}`;
  const identity = component.getFirstPropertyValue("uid") ?? "";
  const byName = new Map();
  for (const property of component.getAllProperties()) {
    const name = property.name.toUpperCase();
    byName.set(name, [...(byName.get(name) ?? []), told(property)]);
  }
  for (const name of [...byName.keys()].sort()) {
    console.log(`${here}\t${identity}\t${name}\t${byName.get(name).sort().join(";")}`);
  }
  component.getAllSubcomponents().forEach((inner) => walk(inner, here));
}

(async () => {
  // A module for `import` alone in its newer editions, which `require` finds where it is allowed to.
  const loaded = require("ical.js");
  const ICAL = loaded.default ?? loaded;
  const parsed = ICAL.parse(fs.readFileSync(process.argv[2], "utf8"));
  const calendars = Array.isArray(parsed[0]) ? parsed : [parsed];
  calendars.forEach((one) => walk(new ICAL.Component(one), ""));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
