export { open, seal, type Use } from "./seal";
