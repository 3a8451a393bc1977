// Imported first: lib/log reads the level when it is loaded, and a command's stdout holds its result alone.
process.env.LOG_LEVEL = "silent";
