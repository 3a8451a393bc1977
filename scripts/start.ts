import { parseArgs } from "node:util";
import { launch } from "./launch";

const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } });

process.exit(await launch({ dev: values.dev }));
