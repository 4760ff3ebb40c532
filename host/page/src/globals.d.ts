// The hashed name of the worker that reads large answers; set by build.mjs.
declare const ANSWER_WORKER: string;
