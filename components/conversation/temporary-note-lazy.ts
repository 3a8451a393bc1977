import dynamic from "next/dynamic";

/** Few threads are temporary: the others do not load what only these show. */
export const TemporaryNote = dynamic(() => import("./temporary-note").then((module) => module.TemporaryNote));
